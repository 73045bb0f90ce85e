package dev.mynah.agent.reuse.rules.serve;

import dev.mynah.agent.http.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code multipart/byteranges} body is made of (RFC 9110 section 14.6): the sender writes
 * for each slice its head, then the bytes of the slice, and the closing line at the end. Immutable
 * but for its arrays, which nobody changes.
 */
public final class MultipartLayout {
  private static final int LONGEST_BOUNDARY = 70;
  private static final String BOUNDARY_MARKS = "'()+_,-./:=?";

  private final String boundary;
  private final List<ByteSlice> slices;
  private final List<byte[]> heads;
  private final byte[] closing;

  private MultipartLayout(
      String boundary, List<ByteSlice> slices, List<byte[]> heads, byte[] closing) {
    this.boundary = boundary;
    this.slices = slices;
    this.heads = heads;
    this.closing = closing;
  }

  /**
   * Lays out an answer.
   *
   * @param contentType of the whole body, or null
   * @param boundary letters, digits and {@code '()+_,-./:=?}, made of enough randomness that the
   *     body does not contain it
   * @throws IllegalArgumentException for another boundary (RFC 2046 section 5.1.1)
   */
  public static MultipartLayout of(
      List<ByteSlice> slices, long bodyBytes, @Nullable String contentType, String boundary) {
    if (boundary.isEmpty()
        || boundary.length() > LONGEST_BOUNDARY
        || !boundary.chars().allMatch(MultipartLayout::isBoundary)) {
      throw new IllegalArgumentException("not a boundary: " + boundary);
    }
    List<byte[]> heads = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      StringBuilder head = new StringBuilder(i == 0 ? "--" : "\r\n--").append(boundary);
      if (contentType != null) {
        head.append("\r\nContent-Type: ").append(contentType);
      }
      head.append("\r\nContent-Range: ").append(slices.get(i).contentRange(bodyBytes));
      heads.add(bytes(head.append("\r\n\r\n").toString()));
    }
    byte[] closing = bytes("\r\n--" + boundary + "--\r\n");
    return new MultipartLayout(boundary, List.copyOf(slices), List.copyOf(heads), closing);
  }

  private static boolean isBoundary(int c) {
    return c < 0x7f && Character.isLetterOrDigit(c) || BOUNDARY_MARKS.indexOf(c) >= 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The answer's {@code Content-Type}, in place of that of the whole body. */
  public String contentType() {
    boolean token = boundary.chars().allMatch(MultipartLayout::isTokenCharacter);
    String quote = token ? "" : "\"";
    return "multipart/byteranges; boundary=" + quote + boundary + quote;
  }

  private static boolean isTokenCharacter(int c) {
    return Syntax.isTokenByte((byte) c);
  }

  /** The number of parts. */
  public int parts() {
    return slices.size();
  }

  public ByteSlice slice(int part) {
    return slices.get(part);
  }

  /** What goes before the bytes of a part. Do not change it. */
  public byte[] head(int part) {
    return heads.get(part);
  }

  /** What goes after the last part. Do not change it. */
  public byte[] closing() {
    return closing;
  }

  /** The answer's {@code Content-Length}. */
  public long totalBytes() {
    long total = closing.length;
    for (int i = 0; i < slices.size(); i++) {
      total += heads.get(i).length + slices.get(i).bytes();
    }
    return total;
  }
}
