package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.ValueMatch;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyPredicateTest {
  @Test
  void theBodyIsAskedForOnlyWhenEveryBetterRouteHasFailed() {
    RouteTable table =
        table(
            route("better").path("/a").header("X-Env", "test"),
            route("reads").path("/a").methods("POST").json("{\"a\":1}").priority(6),
            route("rest").path("/**").priority(7));

    assertThat(ask(table, request("POST", "/a", "X-Env: test"))).isEqualTo("better");
    assertThat(ask(table, request("POST", "/a"))).isEqualTo("NEEDS_BODY");
    assertThat(ask(table, request("GET", "/a"))).isEqualTo("rest");
    assertThat(ask(table, request("POST", "/b"))).isEqualTo("rest");
    assertThat(ask(table, request("POST", "/a"), "{\"a\":1.0}")).isEqualTo("reads");
    assertThat(ask(table, request("POST", "/a"), "{\"a\":2}")).isEqualTo("rest");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedOrSkippedAsTheRouteSays() {
    RouteTable rejects = table(route("reads").jsonPath("$.a"), route("rest").priority(9));
    RouteTable skips =
        table(route("reads").jsonPath("$.a").skipTooLarge(), route("rest").priority(9));

    assertThat(tooLarge(rejects)).isEqualTo("BODY_TOO_LARGE");
    assertThat(tooLarge(skips)).isEqualTo("rest");
  }

  private static String tooLarge(RouteTable table) {
    RouteLookup lookup = new RouteLookup().begin(request("POST", "/a"));
    assertThat(ask(table, lookup)).isEqualTo("NEEDS_BODY");
    lookup.bodyTooLarge();
    return ask(table, lookup);
  }

  @Test
  void aBodyThatCannotBeDecodedIsRefusedOrSkippedAsTheRouteSays() {
    RouteTable rejects = table(route("reads").jsonPath("$.a"), route("rest").priority(9));
    RouteTable skips =
        table(route("reads").jsonPath("$.a").skipTooLarge(), route("rest").priority(9));
    byte[] body = {1, 2, 3};

    for (RouteTable table : new RouteTable[] {rejects, skips}) {
      RouteLookup lookup = new RouteLookup().begin(request("POST", "/a", "Content-Encoding: br"));
      assertThat(ask(table, lookup)).isEqualTo("NEEDS_BODY");
      lookup.encodedBody(body, body.length, 1024);
      assertThat(ask(table, lookup)).isEqualTo(table == rejects ? "BODY_NOT_DECODABLE" : "rest");
    }
  }

  @Test
  void textIsEqualContainsOrMatches() {
    RouteTable table =
        table(
            route("equal").body(new BodyMatch.TextEqual("")).priority(1),
            route("contains").body(new BodyMatch.Contains("needle")).priority(2),
            route("matches").body(new BodyMatch.Matches(Pattern.compile("(?s)a.*z"))).priority(3));

    assertThat(ask(table, request("POST", "/"), "")).isEqualTo("equal");
    assertThat(ask(table, request("POST", "/"), "hay needle hay")).isEqualTo("contains");
    assertThat(ask(table, request("POST", "/"), "a\nz")).isEqualTo("matches");
    assertThat(ask(table, request("POST", "/"), "a\nz\n")).isEqualTo("NONE");
  }

  @Test
  void textIsReadInTheCharsetOfItsContentType() {
    RouteTable table = table(route("it").body(new BodyMatch.TextEqual("é")));

    assertThat(
            bytes(
                table, "text/plain; charset=ISO-8859-1", "é".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("it");
    assertThat(
            bytes(
                table, "text/plain;charset=\"utf-16\"; x=y", "é".getBytes(StandardCharsets.UTF_16)))
        .isEqualTo("it");
    assertThat(bytes(table, "text/plain", "é".getBytes(StandardCharsets.UTF_8))).isEqualTo("it");
    assertThat(bytes(table, "text/plain; charset=nonsense!", "é".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("it");
    assertThat(bytes(table, "text/plain", "é".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("NONE");
  }

  @Test
  void jsonIsReadInTheCharsetOfItsContentType() {
    RouteTable table = table(route("it").json("{\"a\":\"é\"}"));
    String json = "{\"a\":\"é\"}";

    assertThat(
            bytes(
                table,
                "application/json; charset=iso-8859-1",
                json.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("it");
    assertThat(bytes(table, "application/json", json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("it");
    assertThat(bytes(table, "application/json", json.getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo("it");
  }

  private static String bytes(RouteTable table, String type, byte[] body) {
    RouteLookup lookup = new RouteLookup().begin(request("POST", "/", "Content-Type: " + type));
    lookup.body(body, body.length);
    return ask(table, lookup);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "not json", "{\"a\":1} x", "[1,]", "{'a':1}", "1e99999999999"})
  void whatIsNotJsonMatchesNoJsonPredicate(String body) {
    RouteTable table =
        table(
            route("equal").json("{}", false, true),
            route("path").jsonPath("$"),
            route("absent").body(new BodyMatch.JsonPath("$.x", new ValueMatch.Absent())));

    assertThat(ask(table, request("POST", "/"), body)).isEqualTo("NONE");
  }

  @Test
  void jsonNestedTooDeepIsNoMatchAndNoFailure() {
    RouteTable table = table(route("it").jsonPath("$..a"), route("rest").priority(9));

    assertThat(ask(table, request("POST", "/"), "[".repeat(100_000))).isEqualTo("rest");
    assertThat(ask(table, request("POST", "/"), "[".repeat(900) + "]".repeat(900)))
        .isEqualTo("rest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.a             | 1      | {\"a\":1}                          | true",
        "$.a             | 1      | {\"a\":1.0}                        | true",
        "$.a             | 1.0    | {\"a\":\"1\"}                      | true",
        "$.a             | 1      | {\"a\":10}                         | false",
        "$.a             | x      | {\"a\":\"x\"}                      | true",
        "$.a             | x      | {\"a\":[\"x\"]}                    | false",
        "$.a             | true   | {\"a\":true}                       | true",
        "$.a             | null   | {\"a\":null}                       | false",
        "$.a             | {\"b\":1} | {\"a\":{ \"b\" : 1 }}           | true",
        "$.n             | 12345678901234567890 | {\"n\":12345678901234567890} | true",
        "$.n             | 12345678901234567890 | {\"n\":12345678901234567891} | false",
        "$.l[*].t        | y      | {\"l\":[{\"t\":\"x\"},{\"t\":\"y\"}]} | true",
        "$.l[*].t        | z      | {\"l\":[{\"t\":\"x\"},{\"t\":\"y\"}]} | false",
        "$..t            | y      | {\"l\":[{\"t\":\"x\"},{\"t\":\"y\"}]} | true",
        "$.l[?(@.t == 'x')].v | 3 | {\"l\":[{\"t\":\"x\",\"v\":3}]}       | true",
        "$.l[?(@.t == 'y')].v | 3 | {\"l\":[{\"t\":\"x\",\"v\":3}]}       | false",
        "$.l.length()    | 2      | {\"l\":[1,2]}                      | true",
        "$.l[?(@.t in ['x','z'])].v | 3 | {\"l\":[{\"t\":\"x\",\"v\":3}]} | true",
        "$.l[?(@.t in ['y','z'])].v | 3 | {\"l\":[{\"t\":\"x\",\"v\":3}]} | false",
        "$.l[?(@.o == {\"k\":1})].v | 3 | {\"l\":[{\"o\":{\"k\":1},\"v\":3}]} | true",
        "$.l[?(@.o)].v   | 3      | {\"l\":[{\"o\":{\"k\":1},\"v\":3}]} | true",
        "$.l[?(@.o)].v   | 3      | {\"l\":[{\"v\":3}]}               | false",
        "$.l[?(@.c contains 'x')].v | 3 | {\"l\":[{\"c\":[\"x\"],\"v\":3}]} | true",
        "$.l[?(@.c size 1)].v | 3  | {\"l\":[{\"c\":[\"x\"],\"v\":3}]} | true",
        "$.l[?(@.c anyof ['x'])].v | 3 | {\"l\":[{\"c\":[\"x\"],\"v\":3}]} | true",
        "$.l[?(@.a in @.b)].a | 1 | {\"l\":[{\"a\":1,\"b\":[1,2]}]} | true",
        "$.l[-1]         | 2      | {\"l\":[1,2]}                      | true"
      })
  void jsonPathFindsAValue(String expression, String value, String body, boolean fits) {
    RouteTable table = table(route("it").jsonPath(expression, value));

    assertThat(ask(table, request("POST", "/"), body)).isEqualTo(fits ? "it" : "NONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.a       | {\"a\":0}         | true",
        "$.a       | {\"a\":[]}        | true",
        "$.a       | {\"a\":\"\"}      | true",
        "$.a       | {\"a\":null}      | false",
        "$.a       | {}                | false",
        "$.a.b     | {\"a\":1}         | false",
        "$[0]      | [1]               | true",
        "$[0]      | {\"0\":1}         | false",
        "$..a      | {\"b\":[]}        | false",
        "$.l[*]    | {\"l\":[null]}    | false"
      })
  void jsonPathAloneAsksThatSomethingIsThere(String expression, String body, boolean fits) {
    RouteTable table = table(route("it").jsonPath(expression));

    assertThat(ask(table, request("POST", "/"), body)).isEqualTo(fits ? "it" : "NONE");
  }

  @Test
  void jsonPathCanAskThatNothingIsThere() {
    RouteTable table =
        table(route("it").body(new BodyMatch.JsonPath("$.a", new ValueMatch.Absent())));

    assertThat(ask(table, request("POST", "/"), "{\"b\":1}")).isEqualTo("it");
    assertThat(ask(table, request("POST", "/"), "{\"a\":1}")).isEqualTo("NONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$.a[", "$..", "$.t[?(@.x", "$.sum($..p)", "$.p.max()"})
  void expressionsThatCannotRunAreRefusedWhenCompiled(String expression) {
    RouteKit.Builder route = route("bad").jsonPath(expression);

    assertThat(RouteProblem.in(route.build()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.expected()).contains("JSONPath"));
    assertThatThrownBy(() -> table(route))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("route bad");
  }

  @Test
  void nearlyEqualExpressionsAreNotRefused() {
    for (String expression :
        new String[] {
          "$.t[?(@.x == 'in [a]')]", "$['a.sum(x)']", "$.login[0]", "$.t[?(@.min > 1)]"
        }) {
      assertThat(RouteProblem.in(route("good").jsonPath(expression).build()))
          .as(expression)
          .isEmpty();
    }
  }

  @Test
  void theSameTableServesBodiesOneAfterTheOther() {
    RouteTable table = table(route("one").jsonPath("$.a", "1"), route("two").jsonPath("$.a", "2"));
    RouteLookup lookup = new RouteLookup();
    for (int i = 1; i <= 2; i++) {
      byte[] body = ("{\"a\":" + i + "}").getBytes(StandardCharsets.UTF_8);
      lookup.begin(request("POST", "/"));
      assertThat(ask(table, lookup)).isEqualTo("NEEDS_BODY");
      lookup.body(body, body.length);
      assertThat(ask(table, lookup)).isEqualTo(i == 1 ? "one" : "two");
    }
  }

  @Test
  void jsonIsParsedOnceHoweverManyRoutesReadIt() {
    RouteLookup lookup = new RouteLookup().begin(request("POST", "/"));
    byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    lookup.body(body, body.length);
    JsonNode parsed = lookup.view().json();

    assertThat(ask(table(route("x").jsonPath("$.b"), route("y").jsonPath("$.a")), lookup))
        .isEqualTo("y");
    assertThat(lookup.view().json()).isNotNull().isSameAs(parsed);
  }

  @Test
  void onlyTheGivenLengthOfTheArrayIsRead() {
    RouteTable table = table(route("it").body(new BodyMatch.TextEqual("ab")));
    RouteLookup lookup = new RouteLookup().begin(request("POST", "/"));
    lookup.body("abcd".getBytes(StandardCharsets.UTF_8), 2);

    assertThat(ask(table, lookup)).isEqualTo("it");
  }
}
