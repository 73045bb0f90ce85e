package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.ledger.HitMethod;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeadPredicateTest {
  @Test
  void queryIsComparedDecoded() {
    RouteTable table = table(route("it").query("q", "a b&c=é"));

    assertThat(fits(table, request("GET", "/?q=a+b%26c%3D%C3%A9"))).isTrue();
    assertThat(fits(table, request("GET", "/?x=1&q=a%20b%26c=%C3%A9&y"))).isTrue();
    assertThat(fits(table, request("GET", "/?q=a+b&c=%C3%A9"))).isFalse();
    assertThat(fits(table, request("GET", "/?Q=a+b%26c%3D%C3%A9"))).isFalse();
  }

  @Test
  void oneOfRepeatedValuesIsEnough() {
    RouteTable table = table(route("it").query("q", "2"));

    assertThat(fits(table, request("GET", "/?q=1&q=2&q=3"))).isTrue();
    assertThat(fits(table, request("GET", "/?q=1&q=3"))).isFalse();
  }

  @Test
  void aNameWithoutValueIsThereAndEmpty() {
    assertThat(fits(table(route("it").query("f", "")), request("GET", "/?f"))).isTrue();
    assertThat(
            fits(table(route("it").query("f", new ValueMatch.Present())), request("GET", "/?f&g")))
        .isTrue();
    assertThat(
            fits(table(route("it").query("f", new ValueMatch.Absent())), request("GET", "/?f&g")))
        .isFalse();
    assertThat(
            fits(table(route("it").query("f", new ValueMatch.Absent())), request("GET", "/?ff=1")))
        .isTrue();
  }

  @Test
  void brokenEscapesInAQueryStandForThemselves() {
    assertThat(fits(table(route("it").query("q", "100%")), request("GET", "/?q=100%"))).isTrue();
    assertThat(fits(table(route("it").query("q", "%zz+")), request("GET", "/?q=%zz+"))).isTrue();
  }

  @Test
  void negativeTestsHoldForAbsentNamesAndFailForAnyValue() {
    RouteTable table = table(route("it").query("q", new ValueMatch.DoesNotContain("bad")));

    assertThat(fits(table, request("GET", "/"))).isTrue();
    assertThat(fits(table, request("GET", "/?q=good"))).isTrue();
    assertThat(fits(table, request("GET", "/?q=good&q=a+bad+one"))).isFalse();

    RouteTable regex =
        table(route("it").query("q", new ValueMatch.DoesNotMatch(Pattern.compile("b.d"))));
    assertThat(fits(regex, request("GET", "/"))).isTrue();
    assertThat(fits(regex, request("GET", "/?q=bad"))).isFalse();
    assertThat(fits(regex, request("GET", "/?q=badly"))).isTrue();
  }

  @Test
  void headersAreComparedLineByLineAndNamesWithoutCase() {
    RouteTable table = table(route("it").header("x-env", "test"));

    assertThat(fits(table, request("GET", "/", "X-ENV: test"))).isTrue();
    assertThat(fits(table, request("GET", "/", "X-Env: prod", "X-Env: test"))).isTrue();
    assertThat(fits(table, request("GET", "/", "X-Env: Test"))).isFalse();
    assertThat(fits(table, request("GET", "/", "X-Env: prod, test"))).isFalse();
  }

  @Test
  void caseIsIgnoredWhereAsked() {
    RouteTable table = table(route("it").header("X-Env", new ValueMatch.Equal("TEST", true)));

    assertThat(fits(table, request("GET", "/", "X-Env: tesT"))).isTrue();
    assertThat(fits(table, request("GET", "/", "X-Env: tes"))).isFalse();
  }

  @Test
  void regexAndContainsLookAtValues() {
    RouteTable regex =
        table(route("it").header("Accept", new ValueMatch.Matches(Pattern.compile(".*json.*"))));
    RouteTable part = table(route("it").header("Accept", new ValueMatch.Contains("json")));

    for (RouteTable table : new RouteTable[] {regex, part}) {
      assertThat(fits(table, request("GET", "/", "Accept: application/json"))).isTrue();
      assertThat(fits(table, request("GET", "/", "Accept: text/html"))).isFalse();
      assertThat(fits(table, request("GET", "/"))).isFalse();
    }
  }

  @Test
  void cookiesAreReadFromAllLinesAndUnquoted() {
    RouteTable table =
        table(route("it").cookie("sid", "a;b=c"), route("no").path("/**").priority(9));

    assertThat(ask(table, request("GET", "/", "Cookie: x=1; sid=\"a;b=c\"; y=2"))).isEqualTo("it");
    assertThat(ask(table, request("GET", "/", "Cookie: x=1", "Cookie: sid=\"a;b=c\"")))
        .isEqualTo("it");
    assertThat(ask(table, request("GET", "/", "Cookie: SID=\"a;b=c\""))).isEqualTo("no");
    assertThat(ask(table, request("GET", "/", "Cookie: sid=a;b=c"))).isEqualTo("no");
  }

  @Test
  void oddCookieLinesAreReadAsFarAsTheyGo() {
    RouteTable table = table(route("it").cookie("a", "1=2"));

    assertThat(fits(table, request("GET", "/", "Cookie: ;; junk;a=1=2 ;"))).isTrue();
    assertThat(fits(table, request("GET", "/", "Cookie: b=\"never closed; a=1=2"))).isTrue();
    assertThat(fits(table, request("GET", "/", "Cookie: a"))).isFalse();
    assertThat(fits(table, request("GET", "/", "Cookie: =1=2"))).isFalse();
  }

  @Test
  void hostIsComparedWithoutPortCaseAndClosingDot() {
    RouteTable table = table(route("it").host("api.Example.com"));

    assertThat(fits(table, request("GET", "/", "Host: API.example.com:8080"))).isTrue();
    assertThat(fits(table, request("GET", "/", "Host: api.example.com."))).isTrue();
    assertThat(fits(table, request("GET", "/", "Host: example.com"))).isFalse();
    assertThat(fits(table, request("GET", "/"))).isFalse();
  }

  @Test
  void aStarStandsForEveryHostBelow() {
    RouteTable table = table(route("it").host("*.example.com"));

    assertThat(fits(table, request("GET", "/", "Host: a.example.com"))).isTrue();
    assertThat(fits(table, request("GET", "/", "Host: a.b.example.com:1"))).isTrue();
    assertThat(fits(table, request("GET", "/", "Host: example.com"))).isFalse();
    assertThat(fits(table, request("GET", "/", "Host: badexample.com"))).isFalse();
    assertThat(fits(table, request("GET", "/", "Host: .example.com"))).isFalse();
  }

  @Test
  void schemeIsThatOfTheConnection() {
    RouteTable table = table(route("it").scheme("https"));
    RequestHead secure = new RequestHead();
    secure.begin(HitMethod.GET, "GET", Version.HTTP_1_1, Scheme.HTTPS);

    assertThat(fits(table, secure)).isTrue();
    assertThat(fits(table, request("GET", "/", "X-Forwarded-Proto: https"))).isFalse();
  }

  @Test
  void allPartsMustHold() {
    RouteTable table =
        table(route("it").path("/a").query("q", "1").header("X", "2").cookie("c", "3"));

    assertThat(fits(table, request("GET", "/a?q=1", "X: 2", "Cookie: c=3"))).isTrue();
    assertThat(fits(table, request("GET", "/a?q=1", "X: 2"))).isFalse();
    assertThat(fits(table, request("GET", "/a", "X: 2", "Cookie: c=3"))).isFalse();
  }

  private static boolean fits(RouteTable table, RequestHead head) {
    return ask(table, head).equals("it");
  }
}
