package dev.mynah.ledger.hits;

/** What a request was spoken in. */
public enum Protocol {
  HTTP_1_0("http/1.0"),
  HTTP_1_1("http/1.1"),
  HTTP_2("http/2"),
  WEBSOCKET("websocket");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
