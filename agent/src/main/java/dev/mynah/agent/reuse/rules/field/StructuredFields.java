package dev.mynah.agent.reuse.rules.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Structured fields (RFC 8941): strict, so that a field is read as a whole or not at all.
 *
 * <p>Several lines of a field are joined by {@link ListField#joined} first.
 */
public final class StructuredFields {
  private StructuredFields() {}

  /** A bare item (RFC 8941 section 3.3). */
  public sealed interface Value permits Whole, Fraction, Text, Token, Bytes, Flag {}

  /** An integer of at most 15 digits. */
  public record Whole(long number) implements Value {}

  /** A decimal in thousandths. */
  public record Fraction(long thousandths) implements Value {}

  /** A string, its escapes undone. */
  public record Text(String text) implements Value {}

  /** A token. */
  public record Token(String text) implements Value {}

  /** A byte sequence, in the base64 that it was written in. */
  public record Bytes(String base64) implements Value {}

  /** A boolean. */
  public record Flag(boolean set) implements Value {}

  /** A member of a list or dictionary (RFC 8941 sections 3.1 and 3.2). */
  public sealed interface Member permits Item, InnerList {
    Map<String, Value> parameters();
  }

  /** An item with its parameters in the order they came. */
  public record Item(Value value, Map<String, Value> parameters) implements Member {}

  /** A list in parentheses. */
  public record InnerList(List<Item> items, Map<String, Value> parameters) implements Member {}

  /** A list (RFC 8941 section 4.2.1); an empty text is an empty list. */
  public static Optional<List<Member>> list(String text) {
    return new StructuredReader(text).list();
  }

  /** A dictionary (RFC 8941 section 4.2.2); of a key that comes twice the last counts. */
  public static Optional<Map<String, Member>> dictionary(String text) {
    return new StructuredReader(text).dictionary();
  }

  /** A single item (RFC 8941 section 4.2.3). */
  public static Optional<Item> item(String text) {
    return new StructuredReader(text).item();
  }

  /** Whether the text can be written as a token (RFC 8941 section 3.3.4). */
  public static boolean isToken(String text) {
    return !text.isEmpty() && StructuredReader.tokenEnd(text, 0) == text.length();
  }

  /**
   * The text as a string (RFC 8941 section 4.1.6). What a string cannot hold (controls, letters
   * beyond ASCII) is written as percent and two digits of its ISO 8859-1 byte, or a question mark.
   */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        quoted.append(c);
      } else if (c <= 0xff) {
        quoted.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
      } else {
        quoted.append('?');
      }
    }
    return quoted.append('"').toString();
  }

  private static char hex(int digit) {
    return (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
  }
}
