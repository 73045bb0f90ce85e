package dev.mynah.agent.upstream.forward;

import java.net.URI;
import java.util.Locale;

/**
 * Host and port of an http or https address, in lower case, the port always known. Immutable.
 *
 * @param host without the brackets of an IPv6 literal
 */
public record Authority(boolean tls, String host, int port) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** The authority of an upstream's URL, whose scheme and host the configuration has checked. */
  public static Authority of(URI url) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : defaultPort(tls);
    return new Authority(tls, bare(url.getHost()), port);
  }

  /** Whether this text, as it stands in a Host field or a URL, names the same host and port. */
  boolean isNamedBy(String text, boolean textTls) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon >= 0 && text.indexOf(']', colon) < 0;
    String named = bare(hasPort ? text.substring(0, colon) : text);
    return named.equals(host)
        && (hasPort
            ? text.substring(colon + 1).equals(Integer.toString(port))
            : port == defaultPort(textTls));
  }

  /** As it stands in a Host field: the default port is left out. */
  public String text() {
    return port == defaultPort(tls) ? bracketed() : withPort();
  }

  /** Host and port, the default port too: what CONNECT asks for. */
  public String withPort() {
    return bracketed() + ':' + port;
  }

  private String bracketed() {
    return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
  }

  private static int defaultPort(boolean tls) {
    return tls ? HTTPS_PORT : HTTP_PORT;
  }

  private static String bare(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String name = bracketed ? host.substring(1, host.length() - 1) : host;
    return name.toLowerCase(Locale.ROOT);
  }
}
