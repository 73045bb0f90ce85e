package dev.mynah.agent.config.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.route.match.JsonPathExpression;
import dev.mynah.settings.declare.Refused;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A test of the request's body. */
final class BodyMatchSection {
  private static final int LONGEST_EXPRESSION = 1000;

  private static final Setting<String> EQUALS =
      Setting.of(
          "equals",
          Types.verbatim(),
          "The whole text; beside jsonPath, what it finds. The short form is the text alone.");
  private static final Setting<String> CONTAINS =
      Setting.of("contains", Types.verbatim(), "A part of the text, or of what jsonPath finds.");
  private static final Setting<JsonNode> JSON =
      Setting.of("json", Types.json(), "The same JSON value, object keys in any order.");
  private static final Setting<Boolean> IGNORE_ARRAY_ORDER =
      Setting.of("ignoreArrayOrder", Types.truth(), "For json: arrays in any order.")
          .byDefault(false);
  private static final Setting<Boolean> IGNORE_EXTRA_ELEMENTS =
      Setting.of("ignoreExtraElements", Types.truth(), "For json: further fields and elements.")
          .byDefault(false);
  private static final Setting<String> JSON_PATH =
      Setting.of(
              "jsonPath",
              Types.token("JSONPath", "expected a JSONPath such as $.order.id", Expression::check),
              "An expression that finds something, and with a further test something that passes.")
          .example("$.order.id");

  private static final Section<BodyMatch> SECTION =
      Section.of(
              "bodyMatch",
              "A test of the request's body, after content decoding. Texts are taken as they stand.",
              BodyMatchSection::build,
              EQUALS,
              CONTAINS,
              ValueMatchSection.MATCHES,
              JSON,
              IGNORE_ARRAY_ORDER,
              IGNORE_EXTRA_ELEMENTS,
              JSON_PATH,
              ValueMatchSection.DOES_NOT_CONTAIN,
              ValueMatchSection.DOES_NOT_MATCH,
              ValueMatchSection.ABSENT,
              ValueMatchSection.PRESENT,
              ValueMatchSection.IGNORE_CASE)
          .synonyms(synonyms())
          .later(
              Map.of(
                  "jsonSchema", "will test the body against a JSON Schema",
                  "xpath", "will test XML",
                  "form", "will test the fields of a form",
                  "multipart", "will test parts",
                  "graphql", "will test GraphQL operations"));

  /** One test or several, each a section or the whole text. */
  static final Type<List<BodyMatch>> TYPE =
      SECTION.orShort(Types.verbatim().becoming(BodyMatch.TextEqual::new)).listOrOne();

  private BodyMatchSection() {}

  private static Map<String, String> synonyms() {
    Map<String, String> all = new HashMap<>(ValueMatchSection.SYNONYMS);
    all.put("equalToJson", "json");
    all.put("jsonBody", "json");
    all.put("matchesJsonPath", "jsonPath");
    all.put("text", "equals");
    return all;
  }

  private static @Nullable BodyMatch build(Values v) {
    String path = v.find(JSON_PATH);
    JsonNode json = v.find(JSON);
    if (json == null && (v.given(IGNORE_ARRAY_ORDER) || v.given(IGNORE_EXTRA_ELEMENTS))) {
      v.error(v.place(), "json is missing", "expected beside ignoreArrayOrder and the like");
      return null;
    }
    List<ValueMatch> tests = tests(v);
    int count = tests.size() + (json == null ? 0 : 1);
    if (path != null) {
      return json == null && tests.size() <= 1
          ? new BodyMatch.JsonPath(path, tests.isEmpty() ? null : tests.get(0))
          : several(v, "several tests");
    }
    if (count != 1) {
      return several(v, count == 0 ? "tests nothing" : "several tests");
    }
    if (json != null) {
      warnOfQuotedJson(v, json);
      return new BodyMatch.JsonEqual(json, v.get(IGNORE_ARRAY_ORDER), v.get(IGNORE_EXTRA_ELEMENTS));
    }
    return ofText(v, tests.get(0));
  }

  private static @Nullable BodyMatch several(Values v, String found) {
    String all = "expected one of equals, contains, matches, json, jsonPath; a list takes several";
    v.error(v.place(), found, all);
    return null;
  }

  private static void warnOfQuotedJson(Values v, JsonNode json) {
    if (JsonText.looksLikeDocument(json)) {
      v.warn(v.place(JSON), "is a text", "the body has to be that text in quotes; write the value");
    }
  }

  private static List<ValueMatch> tests(Values v) {
    List<ValueMatch> tests = ValueMatchSection.tests(v);
    boolean ignoreCase = v.get(ValueMatchSection.IGNORE_CASE);
    String equal = v.find(EQUALS);
    if (equal != null) {
      tests.add(new ValueMatch.Equal(equal, ignoreCase));
    }
    String part = v.find(CONTAINS);
    if (part != null) {
      tests.add(new ValueMatch.Contains(part));
    }
    return tests;
  }

  private static @Nullable BodyMatch ofText(Values v, ValueMatch test) {
    if (test instanceof ValueMatch.Equal equal && !equal.ignoreCase()) {
      return new BodyMatch.TextEqual(equal.expected());
    }
    if (test instanceof ValueMatch.Equal equal) {
      int flags = Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
      return new BodyMatch.Matches(Pattern.compile(equal.expected(), flags));
    }
    if (test instanceof ValueMatch.Contains contains) {
      return new BodyMatch.Contains(contains.part());
    }
    if (test instanceof ValueMatch.Matches matches) {
      return new BodyMatch.Matches(matches.pattern());
    }
    v.error(v.place(), "jsonPath is missing", "expected beside doesNotMatch, absent and the like");
    return null;
  }

  /** The syntax of JSONPath, asked of those who evaluate it. */
  private static final class Expression {
    static String check(String text) {
      if (text.length() > LONGEST_EXPRESSION) {
        throw new Refused("expected at most 1000 characters");
      }
      String problem = JsonPathExpression.problem(text);
      if (problem != null) {
        throw new Refused("expected " + problem);
      }
      return text;
    }
  }
}
