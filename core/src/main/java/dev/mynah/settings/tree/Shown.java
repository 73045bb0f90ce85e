package dev.mynah.settings.tree;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it may be shown on one line of a terminal. */
public final class Shown {
  /** Stands where a secret would. */
  public static final String MASK = "***";

  private static final int LONGEST = 120;
  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#\\s]*@");
  private static final Pattern SENSITIVE =
      Pattern.compile(
          "authorization|cookie|token|secret|passw|credential|api-?key|private-?key",
          Pattern.CASE_INSENSITIVE);

  private Shown() {}

  /** The text on one line, without URL passwords, cut after 120 characters. */
  public static String of(String text) {
    String masked = withoutPassword(text);
    if (masked.codePointCount(0, masked.length()) <= LONGEST) {
      return line(masked);
    }
    return line(masked.substring(0, masked.offsetByCodePoints(0, LONGEST))) + "...";
  }

  /** The text on one line, without control characters and URL passwords. */
  public static String line(String text) {
    StringBuilder out = new StringBuilder();
    withoutPassword(text).codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  /** The text with what stands before the {@code @} of a URL masked. */
  public static String withoutPassword(String text) {
    return text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll(MASK + "@");
  }

  /** Whether a key or header of this name usually holds a secret. */
  public static boolean isSensitive(String name) {
    return SENSITIVE.matcher(name).find();
  }

  private static void append(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (unsafe(codePoint)) {
          out.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
        } else {
          out.appendCodePoint(codePoint);
        }
      }
    }
  }

  /** Control and direction characters could rewrite what an operator reads. */
  private static boolean unsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
