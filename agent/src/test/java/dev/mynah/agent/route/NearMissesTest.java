package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearMissesTest {
  @Test
  void aMistypedSegmentIsNamed() {
    RouteTable table =
        table(
            route("orders").path("/v1/orders/:id"),
            route("users").path("/v1/users/:id"),
            route("pets").path("/v1/pets/:id"),
            route("login").path("/login"));

    List<NearMiss> misses = misses(table, request("GET", "/v1/user/7"));

    assertThat(misses).hasSize(3);
    assertThat(misses.get(0))
        .isEqualTo(
            new NearMiss(
                "users",
                "ANY /v1/users/:id",
                "path differs at segment 2: expected `users`, found `user`"));
  }

  @Test
  void theMethodIsNamed() {
    RouteTable table = table(route("post").path("/a").methods("POST", "PUT"));

    assertThat(misses(table, request("GET", "/a")))
        .containsExactly(
            new NearMiss("post", "POST|PUT /a", "method: expected POST or PUT, found GET"));
  }

  @Test
  void aSlashAtTheEndIsNamed() {
    assertThat(why(table(route("r").path("/a")), "/a/"))
        .isEqualTo("path ends in a slash, the route's does not");
    assertThat(why(table(route("r").path("/a/")), "/a"))
        .isEqualTo("path does not end in a slash, the route's does");
  }

  @Test
  void pathsThatAreTooShortOrTooLongSaySo() {
    assertThat(why(table(route("r").path("/a/:id")), "/a"))
        .isEqualTo("path ends before segment 2: expected any segment");
    assertThat(why(table(route("r").path("/a/:id")), "/a/"))
        .isEqualTo("path has an empty segment 2: expected any other");
    assertThat(why(table(route("r").path("/a/b")), "/a"))
        .isEqualTo("path ends before segment 2: expected `b`");
    assertThat(why(table(route("r").path("/a")), "/a/b/c"))
        .isEqualTo("path goes on after segment 1 with `b`");
    assertThat(why(table(route("r").path("/a")), "/a//b"))
        .isEqualTo("path goes on after segment 1 with ``");
  }

  @Test
  void upperAndLowerCaseIsPointedOut() {
    assertThat(why(table(route("r").path("/users")), "/Users"))
        .isEqualTo(
            "path differs at segment 1: expected `users`, found `Users`"
                + " (upper and lower case count)");
  }

  @Test
  void predicatesSayWhatWasExpectedAndFound() {
    RouteTable table =
        table(
            route("header").path("/h").header("X-Env", "test"),
            route("query").path("/q").query("n", new ValueMatch.Matches(Pattern.compile("\\d+"))),
            route("host").path("/o").host("*.example.com"),
            route("regex").regex("/r/[a-z]+"));

    assertThat(why(table, request("GET", "/h")))
        .isEqualTo("header X-Env: expected `test`, found nothing");
    assertThat(why(table, request("GET", "/h", "X-Env: prod", "X-Env: dev")))
        .isEqualTo("header X-Env: expected `test`, found `prod`, `dev`");
    assertThat(why(table, request("GET", "/q?n=x")))
        .isEqualTo("query parameter n: expected a match of `\\d+`, found `x`");
    assertThat(why(table, request("GET", "/o", "Host: example.org")))
        .isEqualTo("host: expected `*.example.com`, found `example.org`");
    assertThat(why(table, request("GET", "/r/9")))
        .isEqualTo("path: expected a match of `/r/[a-z]+`, found `/r/9`");
  }

  @Test
  void severalReasonsAreJoinedAndTheRestIsCounted() {
    RouteTable table =
        table(
            route("r")
                .path("/a")
                .methods("POST")
                .header("A", "1")
                .header("B", "2")
                .query("c", "3"));

    assertThat(why(table, request("GET", "/a")))
        .isEqualTo(
            "method: expected POST, found GET; header A: expected `1`, found nothing;"
                + " header B: expected `2`, found nothing; and 1 more");
  }

  @Test
  void secretsAreNotShown() {
    RouteTable table =
        table(
            route("auth").path("/a").header("Authorization", "Bearer expected-secret"),
            route("cookie").path("/a").cookie("sid", "expected-secret"),
            route("raw").path("/a").header("Cookie", "sid=expected-secret"),
            route("query").path("/b").query("access_token", "expected-secret"),
            route("key").path("/b").header("X-Api-Key", "expected-secret"),
            route("negative")
                .path("/b")
                .header("X-Api-Key", new ValueMatch.DoesNotContain("sent-secret")));
    String sent = "sent-secret";

    List<NearMiss> first =
        misses(table, request("GET", "/a", "Authorization: Bearer " + sent, "Cookie: sid=" + sent));
    List<NearMiss> second =
        misses(table, request("GET", "/b?access_token=" + sent, "X-Api-Key: " + sent));

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(3);
    assertThat(first.toString() + second).doesNotContain("secret");
    assertThat(why(table(route("auth").header("Authorization", "x")), request("GET", "/")))
        .isEqualTo("header Authorization: expected a value, found nothing");
  }

  @Test
  void theBodyCountsOnceItWasRead() {
    RouteTable table = table(route("json").path("/a").jsonPath("$.name", "Ada"));
    RouteLookup lookup = new RouteLookup().begin(request("POST", "/a"));
    byte[] body = "{\"name\":\"Bob\"}".getBytes(StandardCharsets.UTF_8);
    lookup.body(body, body.length);
    assertThat(ask(table, lookup)).isEqualTo("NONE");

    assertThat(NearMisses.of(table, lookup))
        .extracting(NearMiss::why)
        .containsExactly("body `$.name`: expected `Ada`, found `Bob`");
  }

  @Test
  void longAndOddValuesAreCutAndCleaned() {
    RouteTable table = table(route("r").path("/a").query("q", "x"));

    String why = why(table, request("GET", "/a?q=%0A%1B" + "y".repeat(10_000)));

    assertThat(why).hasSizeLessThan(200).contains("`??yyy").doesNotContain("\n");
  }

  @Test
  void amongManyThoseThatAgreeMostComeFirst() {
    RouteTable table =
        RouteTable.compile(
            IntStream.range(0, 10_000)
                .mapToObj(
                    i -> route("r" + i).path("/a").header("X-Id", "v" + i).query("q", "1").build())
                .toList());

    assertThat(misses(table, request("GET", "/a?q=2", "X-Id: v7777")).get(0))
        .isEqualTo(new NearMiss("r7777", "ANY /a", "query parameter q: expected `1`, found `2`"));
  }

  @Test
  void aMistypedSegmentIsFoundAmongTenThousandWithinTheBudget() {
    RouteTable table =
        RouteTable.compile(
            IntStream.range(0, 10_000)
                .mapToObj(i -> route("r" + i).path("/item-" + i + "/x").build())
                .toList());
    RequestHead head = request("GET", "/item-777x/x");
    PathSegments segments = new PathSegments();
    segments.split(head, 10);
    NearPaths paths = new NearPaths(table.tree().root(), segments);
    int leaves = 0;
    while (paths.next() != null) {
      leaves++;
    }

    assertThat(paths.comparisons()).isLessThanOrEqualTo(NearPaths.MOST_COMPARISONS);
    assertThat(leaves).isBetween(3, NearPaths.MOST_NODES);
    assertThat(misses(table, head).get(0).why())
        .startsWith("path differs at segment 1: expected `item-777")
        .endsWith(", found `item-777x`");
  }

  @Test
  void aTableThatBranchesEverywhereIsWalkedWithinTheBudget() {
    RouteTable table =
        RouteTable.compile(
            IntStream.range(0, 10_000)
                .mapToObj(
                    i -> {
                      StringBuilder path = new StringBuilder();
                      for (int digits = i; path.length() < 8; digits /= 10) {
                        path.append('/').append(digits % 10);
                      }
                      return route("r" + i).path(path.toString()).build();
                    })
                .toList());
    PathSegments segments = new PathSegments();
    segments.split(request("GET", "/x/x/x/x"), 10);
    NearPaths paths = new NearPaths(table.tree().root(), segments);
    while (paths.next() != null) {
      continue;
    }

    assertThat(paths.comparisons()).isLessThanOrEqualTo(2 * NearPaths.MOST_COMPARISONS);
    assertThat(why(table, request("GET", "/x/x/x/x")))
        .startsWith("path differs at segment 1")
        .endsWith("; and 1 more");
  }

  @Test
  void anEmptyTableHasNoNearMiss() {
    assertThat(misses(table(), request("GET", "/a"))).isEmpty();
  }

  @Test
  void pathsWithoutASlashAreAnsweredToo() {
    assertThat(
            misses(table(route("r").path("/a"), route("x").regex("/.*")), request("OPTIONS", "*")))
        .extracting(NearMiss::route)
        .containsExactly("x");
  }

  @Test
  void aNearMissIsReadyForJson() throws JsonProcessingException {
    assertThat(new ObjectMapper().writeValueAsString(new NearMiss("r", "GET /a", "because")))
        .isEqualTo("{\"route\":\"r\",\"claims\":\"GET /a\",\"why\":\"because\"}");
  }

  private static List<NearMiss> misses(RouteTable table, RequestHead head) {
    RouteLookup lookup = new RouteLookup().begin(head);
    table.find(lookup);
    return NearMisses.of(table, lookup);
  }

  private static String why(RouteTable table, String path) {
    return why(table, request("GET", path));
  }

  private static String why(RouteTable table, RequestHead head) {
    return misses(table, head).get(0).why();
  }
}
