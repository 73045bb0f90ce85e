package dev.mynah.ledger;

import java.util.List;
import java.util.Locale;

/** How a request was answered. */
public enum Outcome {
  MOCK(0),
  CACHE(1),
  DEDUP(2),
  PROXIED(3),
  REPLAYED(4),
  FAULT(5),
  UNMATCHED(6),
  REJECTED(7),
  ERROR(8);

  private static final List<Outcome> ALL = List.of(values());

  private final String label = name().toLowerCase(Locale.ROOT);

  private final int index;

  Outcome(int index) {
    this.index = index;
  }

  /** The place in tables, from 0 without gaps. */
  int index() {
    return index;
  }

  /** The value of the {@code outcome} label. */
  public String label() {
    return label;
  }

  /** Every outcome, in order. */
  public static List<Outcome> all() {
    return ALL;
  }
}
