package dev.mynah.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever bytes a path has, a look-up ends, throws nothing, and a path equals itself. */
class OddPathsTest {
  private static final RouteTable TABLE =
      RouteKit.table(
          RouteKit.route("literal").path("/a/b").query("q", "1"),
          RouteKit.route("params").path("/:a/:b/:c"),
          RouteKit.route("stars").path("/*/x/**").cookie("c", "1"),
          RouteKit.route("regex").regex("/[a-z%]+/.*"),
          RouteKit.route("host").host("*.test"));

  @Property(tries = 3_000)
  void anyTargetEndsInAVerdict(@ForAll("targets") byte[] target) {
    RouteLookup lookup = new RouteLookup();
    RequestHead head = RouteKit.request("GET", target, "Cookie: c=1", "Host: x");

    Verdict verdict = TABLE.find(lookup.begin(head));

    assertThat(verdict).isIn(Verdict.FOUND, Verdict.NONE);
    lookup.params().values().forEach(value -> assertThat(value).isNotEmpty());
    assertThat(NearMisses.of(TABLE, lookup)).hasSizeLessThanOrEqualTo(NearMisses.MOST);
    assertThat(TABLE.methodsAt(lookup)).isNotEmpty();
    assertThat(TABLE.find(lookup.begin(head))).isEqualTo(verdict);
  }

  @Property(tries = 2_000)
  void aPathClaimsItself(@ForAll("targets") byte[] target) {
    String path = "/" + new String(target, StandardCharsets.UTF_8).replaceAll("[?#]", "");
    if (PathPattern.problem(path) != null || path.contains("/:") || path.contains("*")) {
      return;
    }
    RouteTable table = RouteKit.table(RouteKit.route("self").path(path));

    assertThat(RouteKit.ask(table, RouteKit.request("GET", path))).isEqualTo("self");
  }

  @Test
  void aVeryLongPathIsLookedUp() {
    byte[] deep = "/x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    byte[] slashes = new byte[100_000];
    Arrays.fill(slashes, (byte) '/');
    byte[] escapes = "/%C3%A9".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    RouteTable table = RouteKit.table(RouteKit.route("all").path("/**"));

    for (byte[] path : new byte[][] {deep, slashes, escapes}) {
      assertThat(RouteKit.ask(table, RouteKit.request("GET", path))).isEqualTo("all");
    }
  }

  @Provide
  Arbitrary<byte[]> targets() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "/",
            "//",
            ".",
            "..",
            "/./",
            "/../",
            "%",
            "%2",
            "%zz",
            "%00",
            "%2F",
            "%2f",
            "%25",
            "%C3",
            "%A9",
            "%C3%A9",
            "%FF",
            "%ED%A0%80",
            "a",
            "b",
            "x",
            "A",
            ":",
            "*",
            "**",
            "+",
            "é",
            "\u00ff",
            "?",
            "&",
            "=",
            ";",
            "#",
            "\u0000",
            "~",
            "\uD83D\uDE00");
    return pieces
        .array(String[].class)
        .ofMaxSize(12)
        .map(all -> String.join("", all))
        .map(
            text ->
                text.getBytes(
                    text.hashCode() % 3 == 0
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8));
  }
}
