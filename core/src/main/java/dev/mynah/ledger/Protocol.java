package dev.mynah.ledger;

/** The protocol a request came in by. */
public enum Protocol {
  HTTP_1_0(0, "http/1.0"),
  HTTP_1_1(1, "http/1.1"),
  HTTP_2(2, "h2"),
  WEBSOCKET(3, "websocket");

  private final String label;
  private final int index;

  Protocol(int index, String label) {
    this.index = index;
    this.label = label;
  }

  /** The place in tables, from 0 without gaps. */
  int index() {
    return index;
  }

  /** The value of the {@code protocol} label. */
  public String label() {
    return label;
  }
}
