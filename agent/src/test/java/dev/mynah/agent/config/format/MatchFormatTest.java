package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.ValueMatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request must look like, as written. */
class MatchFormatTest {
  private static MatchConfig match(String inside) {
    return Configs.good(Configs.route("match: " + inside + ", mock: {}")).routes().get(0).match();
  }

  private static String problem(String inside) {
    List<String> problems = Configs.problems(Configs.route("match: " + inside + ", mock: {}"));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void shortFormsAreMethodAndPathOrPathAlone() {
    assertThat(match("GET /users/:id")).isEqualTo(match("{method: get, path: '/users/:id'}"));
    assertThat(match("/users/*").methods()).isEmpty();
  }

  @Test
  void methodsAreAListOrOneInAnyCase() {
    assertThat(match("{method: [get, Post]}").methods()).containsExactlyInAnyOrder("GET", "POST");
    assertThat(match("{method: any}").methods()).isEmpty();
    assertThat(match("{method: [GET, '*']}").methods()).isEmpty();
    assertThat(match("{method: PURGE}").methods()).containsExactly("PURGE");
    assertThat(problem("{method: 'GET POST'}")).contains("expected a method such as GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a", "/a/", "/a//b", "/:id", "/a/*/b", "/**", "/é/%20", "/a.b:c", "/a/ b"})
  void pathsThatAreGood(String path) {
    assertThat(match("{path: '" + path + "'}").path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/users/{id} | expected no braces: write a parameter as :id, such as /users/:id",
        "users | expected a path that starts with /",
        "/a?b=1 | expected no ? or #: parameters of the query go into query:",
        "/a/**/b | expected ** at the end only; * stands for one segment",
        "/a* | expected * or ** as a whole segment; pathRegex matches parts of one",
        "/a/:id/:id | expected each parameter once, :id stands there twice",
        "/a/:1 | expected a parameter such as :id as a whole segment",
        "/a/../b | expected no . or .. segments: requests are matched without them",
        "http://h/a | expected a path such as /users/:id; a host goes into host:"
      })
  void pathsThatAreNot(String path, String expected) {
    assertThat(problem("{path: '" + path + "'}"))
        .isEqualTo("routes[0].match.path: " + path + " (" + expected + "; mynah.yaml line 2)");
  }

  @Test
  void pathAndExpressionExcludeEachOther() {
    assertThat(problem("{path: /a, pathRegex: /a}"))
        .contains("expected path or pathRegex, not both");
    assertThat(problem("{pathRegex: '/a('}"))
        .contains("expected a regular expression: Unclosed group at character 4");
  }

  @Test
  void aTextIsEqualityAndStaysText() {
    MatchConfig match = match("{query: {page: 1.10, on: NO}, headers: {X-Debug: true}}");

    assertThat(match.query().get("page")).isEqualTo(new ValueMatch.Equal("1.10", false));
    assertThat(match.query().get("on")).isEqualTo(new ValueMatch.Equal("NO", false));
    assertThat(match.headers().get("X-Debug")).isEqualTo(new ValueMatch.Equal("true", false));
  }

  @Test
  void everyTestOfAValue() {
    MatchConfig match =
        match(
            "{query: {a: {equals: x, ignoreCase: true}, b: {contains: x}, c: {doesNotContain: x},"
                + " d: {matches: '\\d+'}, e: {doesNotMatch: x}, f: {absent: true}, g: {present:"
                + " true}, h: {absent: false}}}");

    assertThat(match.query().get("a")).isEqualTo(new ValueMatch.Equal("x", true));
    assertThat(match.query().get("b")).isEqualTo(new ValueMatch.Contains("x"));
    assertThat(match.query().get("c")).isEqualTo(new ValueMatch.DoesNotContain("x"));
    assertThat(((ValueMatch.Matches) match.query().get("d")).pattern().pattern()).isEqualTo("\\d+");
    assertThat(match.query().get("e")).isInstanceOf(ValueMatch.DoesNotMatch.class);
    assertThat(match.query().get("f")).isEqualTo(new ValueMatch.Absent());
    assertThat(match.query().get("g")).isEqualTo(new ValueMatch.Present());
    assertThat(match.query().get("h")).isEqualTo(new ValueMatch.Present());
  }

  @Test
  void aValueIsTestedOnce() {
    assertThat(problem("{query: {a: {equals: x, contains: y}}}"))
        .startsWith("routes[0].match.query.a: several tests (");
    assertThat(problem("{query: {a: {}}}")).contains("tests nothing");
    assertThat(problem("{query: {a: {contains: x, ignoreCase: true}}}"))
        .contains("expected beside equals, matches or doesNotMatch only");
  }

  @Test
  void headerNamesAreHeaderNames() {
    assertThat(problem("{headers: {'X Y': a}}")).contains("expected a header name");
  }

  @Test
  void everyTestOfABody() throws Exception {
    MatchConfig match =
        match(
            "{body: [hello, {contains: '${x'}, {matches: 'a.*'}, {json: {a: [1]}, ignoreArrayOrder:"
                + " true}, {jsonPath: $.a}, {jsonPath: $.a, equals: 3}, {jsonPath: $.a, absent:"
                + " true}]}");

    assertThat(match.body())
        .hasSize(7)
        .contains(
            new BodyMatch.TextEqual("hello"),
            new BodyMatch.Contains("${x"),
            new BodyMatch.JsonEqual(new ObjectMapper().readTree("{\"a\":[1]}"), true, false),
            new BodyMatch.JsonPath("$.a", null),
            new BodyMatch.JsonPath("$.a", new ValueMatch.Equal("3", false)),
            new BodyMatch.JsonPath("$.a", new ValueMatch.Absent()));
  }

  @Test
  void oneTestOfABodyNeedsNoList() {
    assertThat(match("{body: {jsonPath: $.a}}").body()).hasSize(1);
  }

  @Test
  void testsOfABodyThatAreNone() {
    assertThat(problem("{body: {json: 1, equals: x}}")).contains("several tests");
    assertThat(problem("{body: {ignoreArrayOrder: true}}")).contains("json is missing");
    assertThat(problem("{body: {absent: true}}")).contains("jsonPath is missing");
    assertThat(problem("{body: {jsonPath: '$['}}")).contains("expected a JSONPath");
    assertThat(problem("{body: {jsonPath: '$.a[?(@.b =~ /(x+x+)+y/i)]'}}"))
        .contains("expected a JSONPath expression without =~", "write matches beside jsonPath");
    assertThat(match("{body: {jsonPath: \"$.a[?(@.b == '=~')]\"}}").body()).hasSize(1);
    assertThat(problem("{body: {jsonPath: '$.sum($.a)'}}"))
        .contains("expected a JSONPath expression without aggregate functions");
    assertThat(problem("{body: {jsonSchema: {}}}")).contains("not in this release");
  }

  @Test
  void jsonInQuotesIsWarnedOf() {
    assertThat(
            Configs.warnings(
                Configs.route("match: {body: {json: '{\"a\": 1}'}}, mock: {json: '[1]'}")))
        .hasSize(2);
  }

  @Test
  void hostsArePatternsWithoutAPort() {
    assertThat(match("{host: '*.Example.com'}").host()).isEqualTo("*.example.com");
    assertThat(problem("{host: 'a:80'}")).contains("without a port");
  }

  @Test
  void groupsInAnExpressionAreBounded() {
    assertThat(problem("{pathRegex: '" + "(".repeat(2000) + "'}")).contains("50 levels of groups");
  }
}
