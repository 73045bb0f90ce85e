package dev.mynah.agent.route.match;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names whose values are never shown. */
final class Secrets {
  private static final Set<String> NAMES =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "key", "sig", "auth");
  private static final List<String> PARTS =
      List.of(
          "token",
          "secret",
          "passw",
          "api-key",
          "apikey",
          "api_key",
          "credential",
          "signature",
          "session",
          "jwt");

  private Secrets() {}

  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || PARTS.stream().anyMatch(lower::contains);
  }
}
