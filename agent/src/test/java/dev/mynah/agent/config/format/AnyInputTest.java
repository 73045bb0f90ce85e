package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.tree.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/**
 * Whatever stands in a file, it is read or refused with problems that say where; nothing throws.
 */
class AnyInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD =
      """
      listeners:
        - { port: 8080, cors: true }
        - { port: 18081, to: payments }
      upstreams:
        payments: { url: "https://pay.example/v1", timeout: { connect: 1s, total: 30s }, retry: 1 }
        b: "http://b:1"
      defaults: { proxy: { timeout: 5s } }
      limits: { body: 10MiB, headTimeout: 5s }
      admin: { listen: { port: 0 }, tokens: ["0123456789abcdef"] }
      routes:
        - id: get-user
          match: { method: GET, path: /users/:id, query: { page: { matches: '\\d+' } } }
          mock: { status: 200, json: { id: "{{request.path.id}}", n: 1.10 }, template: true }
        - match: { method: POST, path: /p/**, body: { jsonPath: $.a, equals: 3 } }
          mode: proxy
          proxy: { to: payments, headers: { set: { X-Env: test }, remove: [X-Debug] } }
          mock: { text: "${X", delay: { median: 1s, sigma: 0.4, max: 3s } }
          expires: 2026-12-31
          cost: 0.002
      """;

  private static final List<String> KEYS =
      List.of(
          "routes",
          "match",
          "path",
          "pathRegex",
          "method",
          "query",
          "headers",
          "body",
          "json",
          "jsonPath",
          "mock",
          "status",
          "delay",
          "min",
          "max",
          "sigma",
          "proxy",
          "to",
          "timeout",
          "upstreams",
          "url",
          "addresses",
          "listen",
          "port",
          "host",
          "tls",
          "certFile",
          "cors",
          "origins",
          "limits",
          "body",
          "expires",
          "cost",
          "id",
          "mode",
          "admin",
          "tokens",
          "data",
          "dir",
          "x-y",
          "base64",
          "file",
          "text",
          "equals",
          "matches",
          "via",
          "retry",
          "ledger",
          "size");

  private static final List<String> VALUES =
      List.of(
          "",
          "~",
          "null",
          "NO",
          "on",
          "1.10",
          "0o14",
          "0x",
          "12:30:00",
          "-5s",
          "1e999",
          "1e-999999999",
          "99999999999999999999",
          ".inf",
          "5 s",
          "5S",
          "1h30",
          "99999999999999999999999d",
          "0",
          "-0",
          "32MiB",
          "9e9GiB",
          "1.5B",
          "http://",
          "http://:80",
          "http://[::1",
          "http://a_b",
          "ftp://x",
          "http://u:p@h",
          "http://h:99999",
          "//",
          "/",
          "/{id}",
          "/a/**/b",
          "/:",
          "/a//b",
          "/:a/:a",
          "(",
          "[",
          "(?<",
          "\\\\",
          "((((((((((",
          "*",
          "**",
          "*a",
          "&a",
          "*x",
          "!x",
          "!!int",
          "${",
          "${}",
          "${A}",
          "${A:-}",
          "${A:-${B}}",
          "$${A}",
          "$",
          "$.",
          "$[",
          "$..[?(@",
          "$.a[?(@.b==[1])]",
          "%",
          "=",
          "====",
          "a b",
          "GET /a",
          "GET",
          "/a b",
          "[]",
          "{}",
          "[{}]",
          "[[]]",
          "{a: }",
          "true",
          "x:1",
          "host:",
          ":1",
          "h:1",
          "::1:2",
          "[::1]:3",
          "2026-12-31",
          "2026-13-45",
          "2026-12-31T",
          "\"",
          "'",
          "|",
          ">",
          "|-\n      x",
          "- a",
          "? a",
          "\t",
          "#",
          "@",
          "`",
          "\u0000",
          "\uFEFF",
          "\uD83D");

  @Property(tries = 300)
  void bytes(@ForAll @Size(max = 200) byte[] bytes) {
    readsOrRefuses(bytes);
  }

  @Property(tries = 300)
  void text(@ForAll String text) {
    readsOrRefuses(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 2000)
  void yamlOfOurKeys(@ForAll @From("trees") String yaml) {
    readsOrRefuses(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1500)
  void aGoodFileWithAPieceReplaced(
      @ForAll int at, @ForAll int length, @ForAll @From("values") String piece) {
    int from = Math.floorMod(at, GOOD.length());
    int to = Math.min(GOOD.length(), from + Math.floorMod(length, 20));

    String broken = GOOD.substring(0, from) + piece + GOOD.substring(to);

    readsOrRefuses(broken.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void environmentAndFlags(@ForAll @From("values") String value, @ForAll int which) {
    List<String> names = Configs.SCHEMA.addresses().stream().map(a -> a.variable()).toList();
    String name = names.get(Math.floorMod(which, names.size()));
    String flag = name.substring("MYNAH_".length()).toLowerCase(Locale.ROOT);

    Settings settings =
        Configs.load(GOOD, Map.of(name, value), Map.of(flag.replace('_', '-'), value));

    saysWhere(settings);
  }

  @Example
  void everyValueAtEverySetting() throws JsonProcessingException {
    List<String> frames = new ArrayList<>();
    frames(Configs.SCHEMA.root(), "%s", 0, frames);

    assertThat(frames).hasSizeGreaterThan(150);
    for (String frame : frames) {
      for (String value : VALUES) {
        String quoted = JSON.writeValueAsString(value);
        readsOrRefuses(frame.replace("%s", quoted).getBytes(StandardCharsets.UTF_8));
        readsOrRefuses(frame.replace("%s", value).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** A document for each setting, with {@code %s} where its value goes. */
  private static void frames(Section<?> section, String around, int depth, List<String> frames) {
    for (Setting<?> setting : section.settings()) {
      String words = setting.type().words();
      String inside =
          words.startsWith("list of") ? "[%s]" : words.startsWith("map of") ? "{n: %s}" : "%s";
      String frame = around.replace("%s", "{" + setting.key() + ": " + inside + "}");
      frames.add(frame);
      for (Section<?> below : depth > 5 ? List.<Section<?>>of() : setting.type().sections()) {
        frames(below, frame, depth + 1, frames);
      }
    }
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(VALUES);
  }

  @Provide
  Arbitrary<String> trees() {
    return tree(4);
  }

  private static Arbitrary<String> tree(int depth) {
    Arbitrary<String> scalar = Arbitraries.of(VALUES).map(v -> v.replace("\n", " "));
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<String> below = Arbitraries.lazy(() -> tree(depth - 1));
    Arbitrary<String> entry =
        Arbitraries.of(KEYS).flatMap(key -> below.map(value -> key + ": " + value));
    Arbitrary<String> mapping =
        entry.list().ofMaxSize(4).map(list -> "{" + String.join(", ", list) + "}");
    Arbitrary<String> listing =
        below.list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]");
    return Arbitraries.frequencyOf(Tuple.of(1, scalar), Tuple.of(4, mapping), Tuple.of(1, listing));
  }

  private static void readsOrRefuses(byte[] bytes) {
    ConfigFile file = new ConfigFile(Path.of("mynah.yaml"), bytes);
    ConfigFiles files = new ConfigFiles(Path.of("mynah.yaml"), List.of(file), List.of(), List.of());

    saysWhere(Configs.SCHEMA.load(files, Layers.NONE.withEnvironment(Map.of("A", "1"))));
  }

  private static void saysWhere(Settings settings) {
    for (Problem problem : settings.problems()) {
      assertThat(problem.toString()).doesNotContain("\n").isNotBlank();
      assertThat(problem.place().source().name()).isNotBlank();
    }
    if (settings.ok()) {
      assertThat(settings.get(AgentSections.SECTION)).isNotNull();
    }
  }
}
