package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMatchingTest {
  @ParameterizedTest
  @CsvSource({
    "/,          /,            true",
    "/,          '',           true",
    "/,          //,           false",
    "/users,     /users,       true",
    "/users,     /users/,      false",
    "/users/,    /users,       false",
    "/users/,    /users/,      true",
    "/users,     /Users,       false",
    "/users,     //users,      false",
    "/users,     /user,        false",
    "/users,     /users/1,     false",
    "/users/:id, /users/1,     true",
    "/users/:id, /users/,      false",
    "/users/:id, /users,       false",
    "/users/:id, /users/1/,    false",
    "/users/:id, /users/a%2Fb, true",
    "/u/*/x,     /u/1/x,       true",
    "/u/*/x,     /u//x,        false",
    "/u/*/x,     /u/1/2/x,     false",
    "/u/**,      /u,           true",
    "/u/**,      /u/,          true",
    "/u/**,      /u/1/2/3,     true",
    "/u/**,      /u//,         true",
    "/u/**,      /ux,          false",
    "/**,        /,            true",
    "/**,        /a/b,         true",
    "/u/:id/**,  /u/1,         true",
    "/u/:id/**,  /u,           false",
    "/a%20b,     /a%20b,       true",
    "/a b,       /a%20b,       true",
    "/café,      /caf%C3%A9,   true",
    "/caf%c3%a9, /café,        true",
    "/%61,       /a,           true",
    "/a,         /%61,         true",
    "/a/b,       /a%2Fb,       false",
    "/a%2fb,     /a%2Fb,       true",
    "/a+b,       /a+b,         true",
    "/a b,       /a+b,         false",
    "/%zz,       /%zz,         true",
    "/%zz,       /%ZZ,         false",
    "/%FF,       /%FF,         true",
    "/%FF,       /%ff,         false",
    "/%,         /%,           true",
    "/a%00,      /a%00,        true",
    "/a,         /a%00,        false",
    "/a:b,       /a:b,         true",
    "/:,         /:,           true",
    "/**,        *,            false"
  })
  void pathFitsPattern(String pattern, String path, boolean fits) {
    RouteTable table = table(route("it").path(pattern));

    assertThat(ask(table, request("GET", path))).isEqualTo(fits ? "it" : "NONE");
  }

  @Test
  void parametersAreDecoded() {
    RouteTable table = table(route("it").path("/users/:id/pets/:pet/*"));
    RouteLookup lookup =
        new RouteLookup().begin(request("GET", "/users/a%2Fb%20c/pets/caf%C3%A9/x?id=no"));

    assertThat(table.find(lookup)).isEqualTo(Verdict.FOUND);

    assertThat(lookup.params()).containsExactly(entry("id", "a/b c"), entry("pet", "café"));
    assertThat(lookup.param("pet")).isEqualTo("café");
    assertThat(lookup.param("nobody")).isNull();
  }

  @Test
  void aParameterWithBrokenEscapesStandsForItself() {
    RouteTable table = table(route("it").path("/:a/:b/:c"));
    byte[] target = {'/', '%', 'z', 'z', '/', (byte) 0xff, '/', '%', 'C', '3'};
    RouteLookup lookup = new RouteLookup().begin(request("GET", target));

    assertThat(table.find(lookup)).isEqualTo(Verdict.FOUND);

    assertThat(lookup.params().values()).containsExactly("%zz", "\u00ff", "%C3");
  }

  @Test
  void expressionsSeeThePathDecodedAndAnEncodedSlashAsItStands() {
    RouteTable table =
        table(route("one").regex("/files/[^/]+"), route("café").regex("/café/%2F(?:é|%C3)*"));

    assertThat(ask(table, request("GET", "/files/a%2fb%20c"))).isEqualTo("one");
    assertThat(ask(table, request("GET", "/files/a/b"))).isEqualTo("NONE");
    assertThat(ask(table, request("GET", "/caf%C3%A9/%2F%C3%A9"))).isEqualTo("café");
    assertThat(ask(table, request("GET", "/café/%2F%C3%A9%C3%A9"))).isEqualTo("café");
    assertThat(ask(table, request("GET", "/caf%C3%A9/%C3"))).isEqualTo("NONE");
    assertThat(ask(table, request("GET", "/files/a/"))).isEqualTo("NONE");
  }

  @Test
  void theSecondRequestOfALookupSeesNothingOfTheFirst() {
    RouteTable table = table(route("one").path("/a/:id"), route("two").path("/b"));
    RouteLookup lookup = new RouteLookup();

    assertThat(ask(table, lookup.begin(request("GET", "/a/%41")))).isEqualTo("one");
    assertThat(ask(table, lookup.begin(request("GET", "/b")))).isEqualTo("two");

    assertThat(lookup.params()).isEmpty();
  }

  @Test
  void manyLiteralsUnderOneNodeAreAllFound() {
    List<RouteKit.Builder> routes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      routes.add(route("r" + i).path("/items/item-" + i + "/:x"));
    }
    RouteTable table = table(routes.toArray(RouteKit.Builder[]::new));

    for (int i = 0; i < 2_000; i++) {
      assertThat(ask(table, request("GET", "/items/item-" + i + "/y"))).isEqualTo("r" + i);
    }
    assertThat(ask(table, request("GET", "/items/item-2000/y"))).isEqualTo("NONE");
  }
}
