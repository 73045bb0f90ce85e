package dev.mynah.agent.config.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.mock.MockProblem;
import dev.mynah.agent.mock.MockRules;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A made-up answer. */
final class MockSection {
  private static final Setting<Integer> STATUS =
      Setting.of("status", Types.integer(200, 599), "Status code.").byDefault(200);
  private static final Setting<Map<String, List<String>>> HEADERS =
      Setting.of(
              "headers",
              Tokens.VALUE
                  .listOrOne()
                  .byName()
                  .withKeys(Tokens.FIELD_NAME, Tokens.FIELD_NAME_WORDS),
              "Header fields; a list gives one several times.")
          .byDefault(Map.of())
          .elsewise("");
  private static final Setting<String> TEXT =
      Setting.of("text", Types.verbatim(), "The body as text, sent as UTF-8.");
  private static final Setting<JsonNode> JSON =
      Setting.of("json", Types.json(), "The body as a JSON value, written in YAML or JSON.");
  private static final Setting<String> BASE64 =
      Setting.of(
          "base64",
          Types.token("base64", "expected base64 (RFC 4648)", MockSection::base64),
          "The body as bytes.");
  private static final Setting<Path> FILE =
      Setting.of("file", Types.file(), "The body as a file; its name gives the content type.");
  private static final Setting<Boolean> TEMPLATE =
      Setting.of(
              "template",
              Types.truth(),
              "Whether header values and body are Handlebars templates over the request.")
          .byDefault(false);
  private static final Setting<Delay> DELAY =
      Setting.of("delay", DelaySection.TYPE, "How long the answer waits.")
          .byDefault(new Delay.None())
          .elsewise("none");
  private static final Setting<Boolean> GZIP =
      Setting.of("gzip", Types.truth(), "Whether a client that accepts it gets it compressed.")
          .byDefault(true);

  static final Section<MockConfig> SECTION =
      Section.of(
              "mock",
              "A made-up answer. Bodies are taken as they stand: no ${NAME} is replaced in them.",
              MockSection::build,
              STATUS,
              HEADERS,
              TEXT,
              JSON,
              BASE64,
              FILE,
              TEMPLATE,
              DELAY,
              GZIP)
          .synonyms(synonyms())
          .later(
              Map.of(
                  "fault", "will break the connection or the data",
                  "faults", "will break the connection or the data",
                  "dribble", "will send the body in pieces",
                  "sequence", "will answer by turns",
                  "scenario", "will answer by state",
                  "websocket", "will talk WebSocket",
                  "sse", "will send events"));

  private MockSection() {}

  private static Map<String, String> synonyms() {
    Map<String, String> all = new HashMap<>();
    all.put("body", "json, text or file");
    all.put("jsonBody", "json");
    all.put("base64Body", "base64");
    all.put("bodyFileName", "file");
    all.put("bodyFile", "file");
    all.put("code", "status");
    all.put("statusCode", "status");
    all.put("fixedDelayMilliseconds", "delay");
    all.put("delayDistribution", "delay");
    all.put("latency", "delay");
    all.put("transformers", "template: true");
    all.put("templated", "template");
    all.put("contentType", "headers: {Content-Type: ...}");
    all.put("chunkedDribbleDelay", "dribble, which is not in this release");
    return all;
  }

  private static String base64(String text) {
    String dense = text.replaceAll("\\s", "");
    Base64.getDecoder().decode(dense);
    return dense;
  }

  private static MockConfig build(Values v) {
    List<HeaderValue> headers = Tokens.fields(v.get(HEADERS));
    MockBody body = body(v);
    boolean template = v.get(TEMPLATE);
    if (!template) {
      warnOfTemplate(v, headers);
    } else if (body instanceof MockBody.Base64) {
      v.warn(v.place(TEMPLATE), "true", "bytes in base64 are no template");
    }
    MockConfig made =
        new MockConfig(v.get(STATUS), headers, body, template, delay(v.get(DELAY)), v.get(GZIP));
    for (MockProblem problem : MockRules.problems(made)) {
      boolean inside = problem.key().matches("json[.\\[].*");
      String found = inside ? problem.key() + " " + problem.found() : problem.found();
      v.error(place(v, problem.key()), found, problem.expected());
    }
    return made;
  }

  /** Where a problem stands: its header, or the setting that holds it. */
  private static Place place(Values v, String key) {
    if (key.startsWith(HEADERS.key() + ".")) {
      return v.place(HEADERS).missing(key.substring(HEADERS.key().length() + 1));
    }
    for (Setting<?> setting : List.of(STATUS, TEXT, BASE64, FILE)) {
      if (key.equals(setting.key())) {
        return v.place(setting);
      }
    }
    return key.startsWith(JSON.key()) ? v.place(JSON) : v.place();
  }

  private static Delay delay(Delay given) {
    boolean none = given instanceof Delay.Fixed fixed && fixed.duration().isZero();
    return none ? new Delay.None() : given;
  }

  private static MockBody body(Values v) {
    List<Setting<?>> given = new ArrayList<>(List.of(TEXT, JSON, BASE64, FILE));
    given.removeIf(setting -> !v.given(setting));
    for (Setting<?> further : given.subList(Math.min(1, given.size()), given.size())) {
      v.error(v.place(further), "a second body", "expected one of text, json, base64, file");
    }
    JsonNode json = v.find(JSON);
    if (json != null && JsonText.looksLikeDocument(json)) {
      v.warn(v.place(JSON), "is a text", "it is sent in quotes; write the value, or use text:");
    }
    return firstBody(v.find(TEXT), json, v.find(BASE64), v.find(FILE));
  }

  private static MockBody firstBody(
      @Nullable String text,
      @Nullable JsonNode json,
      @Nullable String base64,
      @Nullable Path file) {
    if (text != null) {
      return new MockBody.Text(text);
    }
    if (json != null) {
      return new MockBody.Json(json);
    }
    if (base64 != null) {
      return new MockBody.Base64(base64);
    }
    return file == null ? new MockBody.Empty() : new MockBody.File(file);
  }

  /** A file may hold the braces of another language, so only what stands here is looked at. */
  private static void warnOfTemplate(Values v, List<HeaderValue> headers) {
    JsonNode json = v.find(JSON);
    String text = v.find(TEXT);
    String all = (text == null ? "" : text) + (json == null ? "" : json);
    boolean inHeader = headers.stream().anyMatch(field -> field.value().contains("{{"));
    if (all.contains("{{") || inHeader) {
      Setting<?> where = inHeader ? HEADERS : text == null ? JSON : TEXT;
      v.warn(v.place(where), "holds {{", "it is sent as it stands; did you mean template: true?");
    }
  }
}
