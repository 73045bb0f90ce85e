package dev.mynah.agent.reuse.rules.serve;

/**
 * A part of a body.
 *
 * @param first the offset of its first byte
 * @param bytes its length, at least 1
 */
public record ByteSlice(long first, long bytes) {
  /** The offset of its last byte. */
  public long last() {
    return first + bytes - 1;
  }

  /** The value of {@code Content-Range} (RFC 9110 section 14.4). */
  public String contentRange(long bodyBytes) {
    return "bytes " + first + '-' + last() + '/' + bodyBytes;
  }
}
