package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RouteOrderTest {
  @Test
  void theMoreLiteralPathWinsWhateverItsPlaceInTheFile() {
    RouteTable table =
        table(
            route("nowhere"),
            route("regex").regex("/users/.*"),
            route("rest").path("/users/**"),
            route("one").path("/users/*"),
            route("param").path("/users/:id"),
            route("literal").path("/users/me"));

    assertThat(ask(table, request("GET", "/users/me"))).isEqualTo("literal");
    assertThat(ask(table, request("GET", "/users/1"))).isEqualTo("param");
    assertThat(ask(table, request("GET", "/users/1/2"))).isEqualTo("rest");
    assertThat(ask(table, request("GET", "/other"))).isEqualTo("nowhere");
  }

  @Test
  void starComesAfterParamAndBeforeRest() {
    RouteTable table = table(route("rest").path("/users/**"), route("one").path("/users/*"));

    assertThat(ask(table, request("GET", "/users/1"))).isEqualTo("one");
  }

  @Test
  void anEarlierLiteralSegmentCountsMoreThanALaterOne() {
    RouteTable table =
        table(
            route("late").path("/*/b/c"),
            route("middle").path("/:x/*/c"),
            route("early").path("/a/*/*"));

    assertThat(ask(table, request("GET", "/a/b/c"))).isEqualTo("early");
    assertThat(ask(table, request("GET", "/x/b/c"))).isEqualTo("middle");
  }

  @Test
  void thePathThatEndsIsMoreLiteralThanOneWithARest() {
    RouteTable table = table(route("rest").path("/a/**"), route("exact").path("/a"));

    assertThat(ask(table, request("GET", "/a"))).isEqualTo("exact");
    assertThat(ask(table, request("GET", "/a/"))).isEqualTo("rest");
  }

  @Test
  void priorityStandsAboveThePath() {
    RouteTable table =
        table(
            route("literal").path("/users/me"),
            route("urgent").path("/**").priority(1),
            route("lazy").path("/users/me/x").priority(9));

    assertThat(ask(table, request("GET", "/users/me"))).isEqualTo("urgent");
    assertThat(ask(table, request("GET", "/users/me/x"))).isEqualTo("urgent");
  }

  @Test
  void fileOrderSettlesWhatIsOtherwiseEqual() {
    RouteTable table = table(route("first").path("/a/:x"), route("second").path("/a/:y"));

    assertThat(ask(table, request("GET", "/a/1"))).isEqualTo("first");
  }

  @Test
  void aRouteWhosePredicateFailsLeavesTheRequestToTheNext() {
    RouteTable table =
        table(route("next").path("/**"), route("best").path("/a").header("X-Env", "test"));

    assertThat(ask(table, request("GET", "/a", "X-Env: test"))).isEqualTo("best");
    assertThat(ask(table, request("GET", "/a", "X-Env: prod"))).isEqualTo("next");
  }

  @Test
  void regexComesAfterPatternsAndBeforeNoPath() {
    RouteTable table =
        table(
            route("none"), route("regex").regex("/a.*"), route("rest").path("/**").methods("GET"));

    assertThat(ask(table, request("GET", "/ab"))).isEqualTo("rest");
    assertThat(ask(table, request("POST", "/ab"))).isEqualTo("regex");
    assertThat(ask(table, request("POST", "/b"))).isEqualTo("none");
  }

  @Test
  void emptyMethodsTakeAll() {
    RouteTable table = table(route("any").path("/a"), route("post").path("/b").methods("POST"));

    assertThat(ask(table, request("PURGE", "/a"))).isEqualTo("any");
    assertThat(ask(table, request("GET", "/b"))).isEqualTo("NONE");
    assertThat(ask(table, request("post", "/b"))).isEqualTo("NONE");
  }

  @Test
  void unusualMethodsAreToldApart() {
    RouteTable table =
        table(route("purge").path("/a").methods("PURGE"), route("link").path("/a").methods("LINK"));

    assertThat(ask(table, request("PURGE", "/a"))).isEqualTo("purge");
    assertThat(ask(table, request("LINK", "/a"))).isEqualTo("link");
    assertThat(ask(table, request("COPY", "/a"))).isEqualTo("NONE");
  }

  @Test
  void headIsAnsweredByTheGetRoute() {
    RouteTable table = table(route("get").path("/a").methods("GET"), route("all").path("/**"));

    assertThat(ask(table, request("HEAD", "/a"))).isEqualTo("get");
    assertThat(ask(table, request("HEAD", "/b"))).isEqualTo("all");
  }

  @Test
  void aRouteThatNamesHeadGoesBeforeTheGetRoute() {
    RouteTable table =
        table(
            route("get").path("/a").methods("GET"),
            route("head").path("/:x").methods("HEAD").header("X-Probe", "1"));

    assertThat(ask(table, request("HEAD", "/a", "X-Probe: 1"))).isEqualTo("head");
    assertThat(ask(table, request("HEAD", "/a"))).isEqualTo("get");
    assertThat(ask(table, request("GET", "/a", "X-Probe: 1"))).isEqualTo("get");
  }

  @Test
  void aRouteThatNamesBothIsNoStandIn() {
    RouteTable table =
        table(
            route("both").path("/a").methods("GET", "HEAD"),
            route("head").path("/**").methods("HEAD"));

    assertThat(ask(table, request("HEAD", "/a"))).isEqualTo("both");
  }

  @Test
  void anExpiredRouteStillClaimsAndSaysSo() {
    Instant end = Instant.ofEpochSecond(1_000);
    RouteTable table = table(route("old").path("/a").expires(end), route("next").path("/**"));

    assertThat(ask(table, request("GET", "/a"))).isEqualTo("old");

    Route route = table.routes().get(0);
    assertThat(route.expiredAt(999_999)).isFalse();
    assertThat(route.expiredAt(1_000_000)).isTrue();
    assertThat(table.routes().get(1).expiredAt(Long.MAX_VALUE - 1)).isFalse();
  }

  @Test
  void methodsAtAPathAreThoseOfAllItsRoutes() {
    RouteTable table =
        table(
            route("get").path("/a/:id").methods("GET").header("X-Env", "test"),
            route("put").path("/a/b").methods("PUT"),
            route("link").regex("/a/[a-z]+").methods("LINK"),
            route("other").path("/c").methods("DELETE"));

    assertThat(table.methodsAt(new RouteLookup().begin(request("OPTIONS", "/a/b"))))
        .containsExactly("GET", "HEAD", "LINK", "PUT");
    assertThat(table.methodsAt(new RouteLookup().begin(request("OPTIONS", "/a/1"))))
        .containsExactly("GET", "HEAD");
    assertThat(table.methodsAt(new RouteLookup().begin(request("OPTIONS", "/nothing")))).isEmpty();
  }

  @Test
  void anEmptyTableClaimsNothing() {
    assertThat(ask(table(), request("GET", "/"))).isEqualTo("NONE");
  }

  @Test
  void routesKeepTheirPlaceInTheFile() {
    RouteTable table = table(route("b").path("/**"), route("a").path("/a"));

    assertThat(table.routes()).extracting(Route::ordinal).containsExactly(0, 1);
    assertThat(table.routes()).extracting(Route::id).containsExactly("b", "a");
    Route found = table.byId("a");
    assertThat(found).isSameAs(table.routes().get(1));
  }
}
