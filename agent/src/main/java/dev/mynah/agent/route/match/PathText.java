package dev.mynah.agent.route.match;

/** The text of a whole path that regular expressions are matched with. */
final class PathText {
  private PathText() {}

  static String of(byte[] bytes, int start, int end) {
    if (isPlain(bytes, start, end)) {
      return PercentText.plain(bytes, start, end);
    }
    StringBuilder text = new StringBuilder(end - start);
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || bytes[i] == '/') {
        text.append(PercentText.text(bytes, from, i, false).replace("/", "%2F"));
        if (i < end) {
          text.append('/');
        }
        from = i + 1;
      }
    }
    return text.toString();
  }

  private static boolean isPlain(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '%' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
