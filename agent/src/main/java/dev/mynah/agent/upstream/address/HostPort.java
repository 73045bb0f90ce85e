package dev.mynah.agent.upstream.address;

/**
 * A place to connect to.
 *
 * @param host a name or an IP literal without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * Reads {@code host:port}; an IPv6 literal stands in brackets.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    int port = colon < 0 ? -1 : port(text.substring(colon + 1));
    if (bare.isEmpty() || port < 1 || port > MAX_PORT || !bracketed && bare.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "expected host:port, an IPv6 address in brackets, and not " + text);
    }
    return new HostPort(bare, port);
  }

  private static int port(String digits) {
    boolean plain =
        !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(HostPort::isDigit);
    return plain ? Integer.parseInt(digits) : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
