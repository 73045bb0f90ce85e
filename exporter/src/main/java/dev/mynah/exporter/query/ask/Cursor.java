package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.series.TimeRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Where the next page begins. It holds the range of the first page, so that {@code now} stays what
 * it was, and a mark of the question, so that it fits no other; a checksum finds what was mistyped.
 *
 * @param after how many rows, or which id, came before
 * @param question the mark of path and parameters
 */
record Cursor(TimeRange range, long after, String question) {
  private static final int CHECK_BYTES = 6;
  private static final int QUESTION_BYTES = 8;

  String text() {
    byte[] body =
        (range.fromMillis() + " " + range.toMillis() + " " + after + " " + question)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(body, body.length + CHECK_BYTES);
    System.arraycopy(digest(body), 0, whole, body.length, CHECK_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Reads one that was given out for a question. */
  static Cursor parse(String text, String question) {
    try {
      byte[] whole = Base64.getUrlDecoder().decode(text);
      byte[] body = Arrays.copyOf(whole, Math.max(0, whole.length - CHECK_BYTES));
      byte[] check = Arrays.copyOfRange(whole, body.length, whole.length);
      String[] parts = new String(body, StandardCharsets.US_ASCII).split(" ", -1);
      if (parts.length == 4 && Arrays.equals(check, Arrays.copyOf(digest(body), CHECK_BYTES))) {
        if (!parts[3].equals(question)) {
          throw Refusal.bad(
              "bad-cursor",
              "cursor: it belongs to another question (expected the same parameters)");
        }
        TimeRange range = new TimeRange(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        return new Cursor(range, Long.parseLong(parts[2]), question);
      }
    } catch (IllegalArgumentException e) {
      throw damaged(text);
    }
    throw damaged(text);
  }

  /** The mark of a question. */
  static String question(String canonical) {
    byte[] digest = digest(canonical.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, QUESTION_BYTES);
  }

  private static RuntimeException damaged(String text) {
    return Refusal.bad(
        "bad-cursor",
        "cursor: "
            + (text.length() > 60 ? text.substring(0, 57) + "..." : text)
            + " (expected page.next of an earlier answer, unchanged)");
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
