package dev.mynah.ledger.hits;

import java.util.Locale;

/** How a request was answered. */
public enum Outcome {
  MOCK,
  CACHE,
  DEDUP,
  PROXIED,
  REPLAYED,
  FAULT,
  UNMATCHED,
  REJECTED,
  ERROR;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code outcome} label. */
  public String label() {
    return label;
  }
}
