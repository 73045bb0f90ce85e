package dev.mynah.control;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a {@code Host} field (RFC 9110 section 7.2).
 *
 * @param host lower case, without a trailing dot, IPv6 without brackets
 * @param port -1 when not said
 */
record Authority(String host, int port) {
  private static final Pattern SHAPE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5})?)?");
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  /** The parts, or nothing when the text is not a host with an optional port. */
  static Optional<Authority> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.empty();
    }
    boolean v6 = shape.group(1) != null;
    String host = (v6 ? shape.group(1) : shape.group(2)).toLowerCase(Locale.ROOT);
    String port = shape.group(3);
    return Optional.of(
        new Authority(withoutFinalDot(host), port == null ? -1 : Integer.parseInt(port)));
  }

  boolean namesLoopback() {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }

  /** Whether one entry of the configured list, already in lower case, lets this through. */
  boolean matches(String allowed) {
    if (allowed.startsWith("*.")) {
      return parse(allowed.substring(2))
          .filter(below -> below.samePort(this) && host.endsWith("." + below.host))
          .isPresent();
    }
    return parse(allowed).filter(same -> same.samePort(this) && host.equals(same.host)).isPresent();
  }

  private boolean samePort(Authority asked) {
    return port == -1 || port == asked.port;
  }

  private static String withoutFinalDot(String host) {
    return host.length() > 1 && host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
