package dev.mynah.control;

import java.nio.charset.StandardCharsets;

/** Bytes of a body, held in memory. Whoever gets the array does not change it. */
public final class Content {
  public static final Content EMPTY = new Content(new byte[0]);

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over; nothing is copied. */
  public static Content of(byte[] bytes) {
    return new Content(bytes);
  }

  /** Text in UTF-8. */
  public static Content of(String text) {
    return new Content(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array itself. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  /** The bytes read as UTF-8. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
