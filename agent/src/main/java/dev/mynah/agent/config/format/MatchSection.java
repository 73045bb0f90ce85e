package dev.mynah.agent.config.format;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.ValueMatch;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request must look like. */
final class MatchSection {
  private static final Set<String> ANY_METHOD = Set.of("*", "ANY", "ALL");

  private static final Setting<List<String>> METHOD =
      Setting.of(
              "method", Tokens.METHOD_NAME.listOrOne(), "Methods; in upper case whatever stands.")
          .byDefault(List.of())
          .elsewise("any")
          .example("GET");
  private static final Setting<String> PATH =
      Setting.of(
              "path",
              PathPatterns.TYPE,
              "Literal segments, :name and * for one segment, ** for the rest.")
          .example("/users/:id");
  private static final Setting<Pattern> PATH_REGEX =
      Setting.of("pathRegex", Tokens.REGEX, "In place of path: matches the whole decoded path.");
  private static final Setting<String> HOST =
      Setting.of("host", Tokens.MATCHED_HOST, "Without a port; *.example.com for subdomains.");
  private static final Setting<String> SCHEME =
      Setting.of("scheme", Tokens.SCHEME, "http or https.");
  private static final Setting<Map<String, ValueMatch>> QUERY =
      Setting.of("query", ValueMatchSection.TYPE.byName(), "Parameters of the query, decoded.")
          .byDefault(Map.of())
          .elsewise("");
  private static final Setting<Map<String, ValueMatch>> HEADERS =
      Setting.of(
              "headers",
              ValueMatchSection.TYPE.byName().withKeys(Tokens.FIELD_NAME, Tokens.FIELD_NAME_WORDS),
              "Header fields.")
          .byDefault(Map.of())
          .elsewise("");
  private static final Setting<Map<String, ValueMatch>> COOKIES =
      Setting.of("cookies", ValueMatchSection.TYPE.byName(), "Cookies.")
          .byDefault(Map.of())
          .elsewise("");
  private static final Setting<List<BodyMatch>> BODY =
      Setting.of("body", BodyMatchSection.TYPE, "Tests of the body, all of which must hold.")
          .byDefault(List.of())
          .elsewise("");
  private static final Setting<MatchConfig.OnTooLarge> ON_TOO_LARGE =
      Setting.of(
              "onTooLarge",
              Types.choice(MatchConfig.OnTooLarge.class),
              "For a body past limits.matchBody: reject answers 413, skip asks the next route.")
          .byDefault(MatchConfig.OnTooLarge.REJECT);

  private static final Section<MatchConfig> SECTION =
      Section.of(
              "match",
              "What a request must look like: every part given must hold.",
              MatchSection::build,
              METHOD,
              PATH,
              PATH_REGEX,
              HOST,
              SCHEME,
              QUERY,
              HEADERS,
              COOKIES,
              BODY,
              ON_TOO_LARGE)
          .synonyms(
              Map.of(
                  "url", "path",
                  "urlPath", "path",
                  "urlPathTemplate", "path",
                  "urlPattern", "pathRegex",
                  "urlPathPattern", "pathRegex",
                  "queryParameters", "query",
                  "queryParams", "query",
                  "bodyPatterns", "body",
                  "verb", "method"))
          .later(
              Map.of(
                  "jwt", "will match claims of a token",
                  "graphql", "will match GraphQL operations",
                  "probability", "will match a share of the requests"));

  /** A section, or {@code GET /users/:id}, or the path alone. */
  static final Type<MatchConfig> TYPE =
      SECTION.orShort(
          Types.token(
              "method and path", "expected METHOD /path, or a section", MatchSection::shortForm));

  private MatchSection() {}

  private static MatchConfig shortForm(String text) {
    int blank = text.indexOf(' ');
    String method = blank < 0 ? "" : text.substring(0, blank);
    String path = text.substring(blank + 1).strip();
    PathPatterns.check(path);
    Set<String> methods = method.isEmpty() ? Set.of() : methods(List.of(Tokens.method(method)));
    return new MatchConfig(
        methods,
        path,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        MatchConfig.OnTooLarge.REJECT);
  }

  private static @Nullable MatchConfig build(Values v) {
    if (v.given(PATH) && v.given(PATH_REGEX)) {
      v.error(PATH_REGEX, "expected path or pathRegex, not both");
      return null;
    }
    return new MatchConfig(
        methods(v.get(METHOD)),
        v.find(PATH),
        v.find(PATH_REGEX),
        v.find(HOST),
        v.find(SCHEME),
        v.get(QUERY),
        v.get(HEADERS),
        v.get(COOKIES),
        v.get(BODY),
        v.get(ON_TOO_LARGE));
  }

  private static Set<String> methods(List<String> given) {
    return given.stream().anyMatch(ANY_METHOD::contains) ? Set.of() : new LinkedHashSet<>(given);
  }

  /** The path or expression as it stands in a {@code match}, for an id made of it. */
  static String pattern(MatchConfig match) {
    if (match.path() != null) {
      return match.path();
    }
    return match.pathRegex() == null ? "/**" : match.pathRegex().pattern();
  }
}
