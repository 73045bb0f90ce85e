package dev.mynah.exporter.openapi;

/** An object that is JSON already. */
public final class RawJson {
  private final String text;

  public RawJson(String text) {
    this.text = text;
  }

  /** The JSON. */
  public String text() {
    return text;
  }
}
