package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.ValueMatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegexBudgetTest {
  /** The reference to a group keeps the engine from remembering what it tried. */
  private static final String EVIL = "(a+)+\\1b";

  private static final String SPITE = "a".repeat(60);

  @Test
  void anExpressionThatRunsAwayIsGivenUpAndTold() {
    List<String> told = new ArrayList<>();
    RouteTable table = table(route("evil").regex("/" + EVIL), route("rest").priority(9));
    RouteLookup lookup = new RouteLookup(pattern -> told.add(pattern.pattern()));

    assertThat(ask(table, lookup.begin(request("GET", "/" + SPITE)))).isEqualTo("rest");
    assertThat(told).containsExactly("/" + EVIL);
    assertThat(lookup.view().regexOverruns()).isOne();

    assertThat(ask(table, lookup.begin(request("GET", "/aaab")))).isEqualTo("evil");
    assertThat(lookup.view().regexOverruns()).isZero();
  }

  @Test
  void aNegativeTestThatRunsAwayDoesNotMatchEither() {
    RouteTable table =
        table(route("not").query("q", new ValueMatch.DoesNotMatch(Pattern.compile(EVIL))));

    assertThat(ask(table, request("GET", "/?q=" + SPITE))).isEqualTo("NONE");
    assertThat(ask(table, request("GET", "/?q=c"))).isEqualTo("not");
  }

  @Test
  void manyThatRunAwayShareOneBudget() {
    List<RouteKit.Builder> routes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      routes.add(
          route("evil" + i)
              .path("/x")
              .query("q", new ValueMatch.Matches(Pattern.compile(EVIL + i))));
    }
    RouteTable table = table(routes.toArray(RouteKit.Builder[]::new));
    RouteLookup lookup = new RouteLookup().begin(request("GET", "/x?q=" + SPITE));

    assertThat(ask(table, lookup)).isEqualTo("NONE");
    assertThat(lookup.view().regexOverruns()).isEqualTo(5_000);
  }

  @Test
  void anExpressionThatNeedsTooDeepAStackIsGivenUp() {
    RouteTable table =
        table(
            route("deep").body(new BodyMatch.Matches(Pattern.compile("(a|b)*c"))),
            route("rest").priority(9));
    RouteLookup lookup = new RouteLookup().begin(request("POST", "/"));
    byte[] body = "ab".repeat(400_000).getBytes(StandardCharsets.UTF_8);
    lookup.body(body, body.length);

    assertThat(ask(table, lookup)).isEqualTo("rest");
    assertThat(lookup.view().regexOverruns()).isOne();
  }

  @Test
  void ordinaryExpressionsOverALargeBodyFitTheBudget() {
    RouteTable table =
        table(
            route("it")
                .body(new BodyMatch.Matches(Pattern.compile("(?s).*\"id\":\\s*\"\\w+\".*"))));
    String filling = "{\"x\":1},\n".repeat(50_000);

    assertThat(ask(table, request("POST", "/"), filling + "{\"id\": \"ab\"}" + filling))
        .isEqualTo("it");
  }
}
