package dev.mynah.settings;

import java.util.List;

/**
 * The one admin listener: health, metrics, APIs.
 *
 * @param host the address to bind, loopback unless said otherwise
 * @param port 0 to 65535; 0 takes a free one
 * @param tokens bearer tokens, one of which opens everything beyond health and metrics to any peer;
 *     empty means that loopback needs none and peers beyond it get health and metrics only
 * @param allowedHosts {@code Host} names that are answered besides loopback names and the bound
 *     address
 * @param allowedOrigins {@code Origin} values of web pages that may call the APIs besides our own
 */
public record AdminSettings(
    String host,
    int port,
    List<String> tokens,
    List<String> allowedHosts,
    List<String> allowedOrigins) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 9464;
  public static final AdminSettings DEFAULT =
      new AdminSettings(DEFAULT_HOST, DEFAULT_PORT, List.of(), List.of(), List.of());

  public AdminSettings {
    tokens = List.copyOf(tokens);
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /** Tokens are secrets, so a printed record says how many there are. */
  @Override
  public String toString() {
    return "AdminSettings[host="
        + host
        + ", port="
        + port
        + ", tokens="
        + tokens.size()
        + ", allowedHosts="
        + allowedHosts
        + ", allowedOrigins="
        + allowedOrigins
        + "]";
  }
}
