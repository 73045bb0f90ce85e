package dev.mynah.agent.config.format;

import dev.mynah.agent.config.CorsConfig;
import dev.mynah.settings.declare.Refused;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What browsers on other origins may do. */
final class CorsSection {
  private static final String ANY = "*";
  private static final Duration MAX_AGE_DEFAULT = Duration.ofMinutes(10);

  private static final Setting<List<String>> ORIGINS =
      Setting.of(
              "origins",
              Tokens.ORIGIN_NAME.listOrOne(),
              "Origins that may call, or * for all of them.")
          .byDefault(List.of(ANY))
          .example("[\"https://app.example\"]");
  private static final Setting<List<String>> METHODS =
      Setting.of(
              "methods", Tokens.METHOD_NAME.listOrOne(), "Methods allowed beyond the simple ones.")
          .byDefault(List.of())
          .elsewise("those of the route");
  private static final Setting<List<String>> HEADERS =
      Setting.of(
              "headers",
              Tokens.FIELD.listOrOne(),
              "Request headers allowed; * echoes what the browser asks for.")
          .byDefault(List.of(ANY));
  private static final Setting<List<String>> EXPOSE_HEADERS =
      Setting.of(
              "exposeHeaders", Tokens.FIELD.listOrOne(), "Response headers that a script may read.")
          .byDefault(List.of());
  private static final Setting<Boolean> CREDENTIALS =
      Setting.of(
              "credentials", Types.truth(), "Whether cookies may be sent; needs origins by name.")
          .byDefault(false);
  private static final Setting<Duration> MAX_AGE =
      Setting.of(
              "maxAge",
              Types.duration(Duration.ZERO, Duration.ofDays(1)),
              "How long a browser may remember the answer to a preflight.")
          .byDefault(MAX_AGE_DEFAULT);

  private static final Section<CorsConfig> SECTION =
      Section.of(
              "cors",
              "What browsers on other origins may do.",
              CorsSection::build,
              ORIGINS,
              METHODS,
              HEADERS,
              EXPOSE_HEADERS,
              CREDENTIALS,
              MAX_AGE)
          .synonyms(
              Map.of(
                  "origin", "origins",
                  "allowOrigin", "origins",
                  "allowOrigins", "origins",
                  "allowedOrigins", "origins",
                  "allowMethods", "methods",
                  "allowHeaders", "headers",
                  "allowCredentials", "credentials"));

  /** A section, {@code true} for every origin, or one origin. */
  static final Type<CorsConfig> TYPE =
      SECTION.orShort(
          Types.token("true or origin", "expected true or an origin", CorsSection::shortForm));

  private CorsSection() {}

  private static @Nullable CorsConfig build(Values v) {
    List<String> origins = v.get(ORIGINS);
    if (v.get(CREDENTIALS) && origins.contains(ANY)) {
      v.error(CREDENTIALS, "expected origins by name beside credentials: true, not *");
      return null;
    }
    return new CorsConfig(
        origins,
        v.get(METHODS),
        v.get(HEADERS),
        v.get(EXPOSE_HEADERS),
        v.get(CREDENTIALS),
        v.get(MAX_AGE));
  }

  private static CorsConfig shortForm(String text) {
    if (text.equals("false")) {
      throw new Refused("expected true or an origin; leave cors out for none");
    }
    boolean all = text.equals("true") || text.equals(ANY);
    if (!all && !text.contains("://")) {
      throw new IllegalArgumentException("not an origin");
    }
    List<String> origins = List.of(all ? ANY : text);
    return new CorsConfig(origins, List.of(), List.of(ANY), List.of(), false, MAX_AGE_DEFAULT);
  }
}
