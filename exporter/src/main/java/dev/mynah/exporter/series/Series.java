package dev.mynah.exporter.series;

import dev.mynah.ledger.Family;

/**
 * A stored series of the ledger, of one source.
 *
 * @param id in the store
 * @param labels the family's own, and the target labels {@code job}, {@code instance}, {@code
 *     namespace}, {@code pod}
 * @param attributes what is known besides and is no label in {@code /metrics}: {@code group},
 *     {@code workspace}, {@code environment}, {@code source}
 */
public record Series(long id, Family family, Labels labels, Labels attributes) {
  /** A label or, where there is none of the name, an attribute; empty when neither is there. */
  public String get(String name) {
    String label = labels.get(name);
    return label.isEmpty() ? attributes.get(name) : label;
  }
}
