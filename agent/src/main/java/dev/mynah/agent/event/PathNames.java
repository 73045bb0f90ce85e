package dev.mynah.agent.event;

/**
 * Paths as they may be told: without what follows a semicolon in a segment, bounded, and where no
 * route vouches for them with everything replaced that looks like an id, so that a scan of a
 * million ids is one path and no personal data in a path is kept.
 */
final class PathNames {
  static final int MOST_CHARS = 200;
  static final int MOST_SEGMENTS = 12;
  static final String ID = ":id";
  private static final String REST = "**";
  private static final int MOST_NAME_CHARS = 40;
  private static final int MOST_DIGITS_IN_A_ROW = 2;
  private static final int SHORTEST_TOKEN = 12;
  private static final int LONGEST_WORD = 24;
  private static final int HEX_WITH_DIGIT = 6;
  private static final int HEX_WITHOUT = 16;

  private PathNames() {}

  /** With ids replaced: {@code /users/123} becomes {@code /users/:id}. */
  static String normalised(String path) {
    StringBuilder told = new StringBuilder(Math.min(path.length(), MOST_CHARS));
    int start = path.startsWith("/") ? 1 : 0;
    for (int segments = 0; start <= path.length(); segments++) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String name = name(path, start, end);
      if (segments == MOST_SEGMENTS || told.length() + 1 + name.length() > MOST_CHARS - 3) {
        return told.append('/').append(REST).toString();
      }
      told.append('/').append(name);
      start = end + 1;
    }
    return told.toString();
  }

  private static String name(String path, int start, int end) {
    int parameter = path.indexOf(';', start);
    String segment = path.substring(start, parameter >= 0 && parameter < end ? parameter : end);
    return isId(segment) ? ID : segment;
  }

  /** Whether a segment is rather a value than a name. */
  private static boolean isId(String segment) {
    int length = segment.length();
    int digits = 0;
    int row = 0;
    int longestRow = 0;
    int hex = 0;
    int dashes = 0;
    int letters = 0;
    for (int i = 0; i < length; i++) {
      char c = segment.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!digit && !letter && "-_.~".indexOf(c) < 0) {
        // Escaped, an e-mail address, or of a script that path names are not written in.
        return !segment.equals(ID) && !segment.equals(REST);
      }
      row = digit ? row + 1 : 0;
      longestRow = Math.max(longestRow, row);
      digits += digit ? 1 : 0;
      letters += letter ? 1 : 0;
      dashes += c == '-' ? 1 : 0;
      hex += digit || letter && (c | 0x20) <= 'f' ? 1 : 0;
    }
    boolean allHex = hex + dashes == length;
    boolean unbroken = digits + letters == length;
    return length > MOST_NAME_CHARS
        || digits > 0 && letters == 0
        || longestRow > MOST_DIGITS_IN_A_ROW
        || allHex && (digits > 0 && length >= HEX_WITH_DIGIT || length >= HEX_WITHOUT)
        || digits > 1 && length >= SHORTEST_TOKEN
        || unbroken && length > LONGEST_WORD;
  }
}
