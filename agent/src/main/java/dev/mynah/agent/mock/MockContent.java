package dev.mynah.agent.mock;

import dev.mynah.agent.http.Fields;

/**
 * The content of an answer with the fields that describe it. Immutable by agreement: neither the
 * fields nor the bytes are ever changed after construction, so both may be read from any thread.
 *
 * <p>Fields that frame a message (Content-Length, Transfer-Encoding, Connection) and Date are never
 * among them: they belong to the stream that sends it.
 */
public final class MockContent {
  private static final byte[] NOTHING = {};

  private final int status;
  private final Fields fields;
  private final byte[] bytes;

  MockContent(int status, Fields fields, byte[] bytes) {
    this.status = status;
    this.fields = fields;
    this.bytes = bytes;
  }

  static byte[] nothing() {
    return NOTHING;
  }

  public int status() {
    return status;
  }

  public Fields fields() {
    return fields;
  }

  /** The content to send; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return status + " with " + bytes.length + " bytes\n" + fields;
  }
}
