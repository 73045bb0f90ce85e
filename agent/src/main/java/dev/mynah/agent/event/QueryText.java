package dev.mynah.agent.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads pairs of names and values as queries and forms have them. */
final class QueryText {
  private QueryText() {}

  /** The first value of a parameter, or null. */
  static @Nullable String value(String query, String name) {
    int start = 0;
    while (start < query.length()) {
      int ampersand = query.indexOf('&', start);
      int end = ampersand < 0 ? query.length() : ampersand;
      String pair = query.substring(start, end);
      int equals = pair.indexOf('=');
      if (equals >= 0 && name.equals(decoded(pair.substring(0, equals)))) {
        return decoded(pair.substring(equals + 1));
      }
      start = end + 1;
    }
    return null;
  }

  /** Decoded, or as it stands where it cannot be. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
