package dev.mynah.agent.config.format;

import dev.mynah.agent.config.ConsumersConfig;
import dev.mynah.agent.config.ConsumersConfig.By;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tells callers apart. */
final class ConsumersSection {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie");

  private static final Setting<String> HEADER =
      Setting.of("header", Tokens.FIELD, "A request header that names the caller.")
          .example("X-Api-Key");
  private static final Setting<String> JWT_CLAIM =
      Setting.of(
              "jwtClaim",
              Types.text(),
              "A claim of the JSON Web Token in Authorization: Bearer. Its signature is not"
                  + " checked: good for reports, not for access.")
          .example("sub");
  private static final Setting<String> QUERY =
      Setting.of("query", Types.text(), "A query parameter that names the caller.")
          .example("api_key");
  private static final Setting<Boolean> HASH =
      Setting.of("hash", Types.truth(), "Whether only a hash of the value is told.")
          .elsewise("true; false for jwtClaim");
  private static final Setting<String> HASH_KEY =
      Setting.of(
              "hashKey",
              Types.verbatim(),
              "A secret that hashes are made with, for values that could be guessed.")
          .secret();

  static final Setting<ConsumersConfig> CONSUMERS =
      Setting.of(
              "consumers",
              Section.of(
                      "consumers",
                      "What tells callers apart in the request log and in reports: one of header,"
                          + " jwtClaim and query.",
                      ConsumersSection::build,
                      HEADER,
                      JWT_CLAIM,
                      QUERY,
                      HASH,
                      HASH_KEY)
                  .synonyms(
                      Map.of(
                          "claim", "jwtClaim",
                          "jwt", "jwtClaim",
                          "parameter", "query",
                          "field", "header",
                          "key", "hashKey",
                          "salt", "hashKey")),
              "What tells callers apart in the request log and in reports.")
          .byDefault(ConsumersConfig.NONE)
          .elsewise("callers are told apart by address only");

  private ConsumersSection() {}

  private static @Nullable ConsumersConfig build(Values v) {
    long given = Stream.of(HEADER, JWT_CLAIM, QUERY).filter(v::given).count();
    if (given != 1) {
      v.error(v.place(), given + " of them", "expected one of header, jwtClaim and query");
      return null;
    }
    By by = v.given(HEADER) ? By.HEADER : v.given(QUERY) ? By.QUERY : By.JWT_CLAIM;
    Setting<String> setting = by == By.HEADER ? HEADER : by == By.QUERY ? QUERY : JWT_CLAIM;
    String name = v.find(setting);
    if (name == null) {
      return null;
    }
    Boolean asked = v.find(HASH);
    boolean hashed = asked == null ? by != By.JWT_CLAIM : asked;
    String hashKey = v.find(HASH_KEY);
    if (by == By.HEADER && !hashed && CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
      v.error(HASH, "expected true for " + name + ", which holds credentials");
      return null;
    }
    if (!hashed && hashKey != null) {
      v.error(v.place(HASH_KEY), "a secret", "expected beside hash: true");
      return null;
    }
    return new ConsumersConfig(by, name, hashed, hashKey);
  }
}
