package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.http.RequestHead;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a look-up costs, counted in candidates and bytes, never in time. */
class RouteCostTest {
  private static final int MANY = 10_000;

  @Test
  void tenThousandPathsCostWhatTenDo() {
    IntFunction<RouteKit.Builder> route = i -> route("r" + i).path("/api/v1/thing-" + i + "/:id");

    for (int size : new int[] {10, MANY}) {
      int last = size - 1;
      assertThat(attempts(table(size, route), request("GET", "/api/v1/thing-" + last + "/7"), ""))
          .isEqualTo(1);
    }
  }

  @Test
  void tenThousandRoutesOfOnePathAreFoundByTheirHeaderQueryCookieOrHost() {
    IntFunction<RouteKit.Builder> byHeader = i -> route("r" + i).path("/a").header("X-Id", "v" + i);
    IntFunction<RouteKit.Builder> byQuery = i -> route("r" + i).path("/a").query("id", "v" + i);
    IntFunction<RouteKit.Builder> byCookie = i -> route("r" + i).path("/a").cookie("id", "v" + i);
    IntFunction<RouteKit.Builder> byHost = i -> route("r" + i).path("/a").host("v" + i + ".test");
    IntFunction<RouteKit.Builder> byDomain =
        i -> route("r" + i).path("/a").host("*.v" + i + ".test");

    assertThat(attempts(table(MANY, byHeader), request("GET", "/a", "X-Id: v9999"), "")).isOne();
    assertThat(attempts(table(MANY, byQuery), request("GET", "/a?id=v9999"), "")).isOne();
    assertThat(attempts(table(MANY, byCookie), request("GET", "/a", "Cookie: id=v9999"), ""))
        .isOne();
    assertThat(attempts(table(MANY, byHost), request("GET", "/a", "Host: v9999.test"), "")).isOne();
    assertThat(attempts(table(MANY, byDomain), request("GET", "/a", "Host: x.v9999.test"), ""))
        .isOne();
  }

  @Test
  void anEqualityThatAllShareDoesNotHideTheOneThatTellsThemApart() {
    IntFunction<RouteKit.Builder> route =
        i ->
            route("r" + i)
                .path("/a")
                .header("X-Env", "test")
                .query("type", "t" + i % 3)
                .query("id", "v" + i);

    assertThat(
            attempts(table(MANY, route), request("GET", "/a?type=t0&id=v9999", "X-Env: test"), ""))
        .isOne();
  }

  @Test
  void tenThousandNamesAreFoundByTheNamesOfTheRequest() {
    IntFunction<RouteKit.Builder> route = i -> route("r" + i).path("/a").query("name" + i, "1");

    assertThat(attempts(table(MANY, route), request("GET", "/a?x=1&name9999=1"), "")).isOne();
  }

  @Test
  void manyNamesAreFoundWhateverTheCaseOfTheirValue() {
    ValueMatch any = new ValueMatch.Equal("Yes", true);
    IntFunction<RouteKit.Builder> byQuery = i -> route("r" + i).path("/a").query("name" + i, any);
    IntFunction<RouteKit.Builder> byHeader = i -> route("r" + i).path("/a").header("X-" + i, any);

    assertThat(ask(table(100, byQuery), request("GET", "/a?name7=yES"))).isEqualTo("r7");
    assertThat(ask(table(100, byHeader), request("GET", "/a", "x-7: yES"))).isEqualTo("r7");
  }

  @Test
  void bodiesBehindDifferentHeadsAreKeptApart() {
    IntFunction<RouteKit.Builder> route =
        i ->
            route("r" + i)
                .path("/a")
                .header(i % 2 == 0 ? "X-Even" : "X-Odd", new ValueMatch.Present())
                .jsonPath("$.id", "" + i);
    RouteTable table = table(100, route);

    assertThat(ask(table, request("POST", "/a", "X-Odd: 1"), "{\"id\":7}")).isEqualTo("r7");
    assertThat(ask(table, request("POST", "/a", "X-Even: 1"), "{\"id\":7}")).isEqualTo("NONE");
    assertThat(ask(table, request("POST", "/a"))).isEqualTo("NONE");
  }

  @Test
  void tenThousandBodiesOfOnePathAreFoundByTheirValues() {
    IntFunction<RouteKit.Builder> byJson =
        i -> route("r" + i).path("/a").json("{\"op\":\"x\",\"id\":" + i + "}");
    IntFunction<RouteKit.Builder> byMember =
        i -> route("r" + i).path("/a").json("{\"op\":\"x\",\"id\":" + i + "}", true, true);
    IntFunction<RouteKit.Builder> byPath = i -> route("r" + i).path("/a").jsonPath("$.id", "" + i);
    IntFunction<RouteKit.Builder> behindHeader =
        i -> route("r" + i).path("/a").header("X-Env", "test").jsonPath("$.id", "" + i);
    String body = "{\"id\":9999.0,\"op\":\"x\"}";

    assertThat(attempts(table(MANY, byJson), request("POST", "/a"), body)).isLessThan(5);
    assertThat(attempts(table(MANY, byMember), request("POST", "/a"), body)).isLessThan(5);
    assertThat(attempts(table(MANY, byPath), request("POST", "/a"), body)).isLessThan(5);
    RouteTable table = table(MANY, behindHeader);
    assertThat(attempts(table, request("POST", "/a", "X-Env: test"), body)).isLessThan(5);
    assertThat(attempts(table, request("POST", "/a", "X-Env: prod"), body)).isLessThan(5);
  }

  @Test
  void tenThousandBodiesBehindAHeadThatFailsCostOneLookAtTheHead() {
    IntFunction<RouteKit.Builder> route =
        i ->
            route("r" + i)
                .path("/a")
                .header("X-Off", new ValueMatch.Absent())
                .jsonPath("$.id", "" + i);

    assertThat(attempts(table(MANY, route), request("POST", "/a", "X-Off: 1"), "")).isOne();
  }

  @Test
  void tenThousandExpressionsAreFoundByWhatTheyBeginWith() {
    IntFunction<RouteKit.Builder> route =
        i -> route("r" + i).regex("/orders/" + (MANY + i) + "-[a-z]+");

    assertThat(attempts(table(MANY, route), request("GET", "/orders/19999-abc"), "")).isOne();
    assertThat(attempts(table(MANY, route), request("GET", "/orders/29999-abc"), "")).isZero();
  }

  @Test
  void methodsOfOnePathAreToldApartAtOnce() {
    IntFunction<RouteKit.Builder> route =
        i -> route("r" + i).path("/a").methods(i == 0 ? "GET" : "POST").query("q", "" + i);

    assertThat(attempts(table(MANY, route), request("GET", "/a?q=0"), "")).isOne();
    assertThat(attempts(table(MANY, route), request("PUT", "/a?q=0"), "")).isZero();
  }

  @Test
  void nothingIsAllocatedForLiteralsAndParameters() {
    RouteTable table =
        RouteTable.compile(
            IntStream.range(0, 1_000)
                .mapToObj(i -> route("r" + i).path("/v1/t" + i + "/:id").methods("GET").build())
                .toList());
    RequestHead literal = request("GET", "/v1/t500/some-value");
    RequestHead escaped = request("GET", "/v1/t%350%30/a%20b");
    RouteLookup lookup = new RouteLookup();
    findOften(table, lookup, literal, escaped, 2_000);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    findOften(table, lookup, literal, escaped, 1_000);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(bytes).isLessThan(2_000);
  }

  private static void findOften(
      RouteTable table, RouteLookup lookup, RequestHead one, RequestHead other, int times) {
    for (int i = 0; i < times; i++) {
      if (table.find(lookup.begin(one)) != Verdict.FOUND
          || table.find(lookup.begin(other)) != Verdict.FOUND) {
        throw new AssertionError("not found");
      }
    }
  }

  private static RouteTable table(int size, IntFunction<RouteKit.Builder> route) {
    return RouteTable.compile(
        IntStream.range(0, size).mapToObj(i -> route.apply(i).build()).toList());
  }

  private static int attempts(RouteTable table, RequestHead head, String body) {
    RouteLookup lookup = new RouteLookup().begin(head);
    if (ask(table, lookup).equals("NEEDS_BODY")) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      lookup.body(bytes, bytes.length);
      assertThat(ask(table, lookup)).isEqualTo("r" + (MANY - 1));
    }
    return lookup.attempts();
  }
}
