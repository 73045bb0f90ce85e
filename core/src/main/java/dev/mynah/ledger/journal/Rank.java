package dev.mynah.ledger.journal;

/** Which requests are told of first when there are more than the budget. */
public enum Rank {
  /** Unmatched requests and errors. */
  URGENT,
  /** All others. */
  USUAL
}
