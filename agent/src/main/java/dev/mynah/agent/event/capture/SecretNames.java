package dev.mynah.agent.event.capture;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names whose values are secrets: of header fields, JSON members and form parameters alike. Besides
 * the configured ones these are all that end like a credential usually does, whatever stands before
 * and between: {@code X-Api-Key}, {@code client_secret}, {@code refreshToken}.
 *
 * @param configured in lower case
 */
record SecretNames(Set<String> configured) {
  /** What stands in the place of a secret. */
  static final String STRUCK = "[redacted]";

  private static final List<String> ENDINGS =
      List.of(
          "authorization",
          "cookie",
          "cookie2",
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "credential",
          "credentials",
          "sessionid",
          "jwt");

  boolean has(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (configured.contains(lower)) {
      return true;
    }
    String bare = lower.replace("-", "").replace("_", "");
    return ENDINGS.stream().anyMatch(bare::endsWith);
  }
}
