package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.configs;
import static dev.mynah.agent.route.RouteKit.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.RouteConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShadowingTest {
  @Test
  void theSamePathTwiceShadowsTheSecond() {
    assertThat(shadows(route("a").path("/x/:id"), route("b").path("/x/:name"))).isEqualTo("b by a");
    assertThat(shadows(route("a").path("/x/%61"), route("b").path("/x/a"))).isEqualTo("b by a");
  }

  @Test
  void aMoreLiteralPathIsNotShadowedWhereverItStands() {
    assertThat(shadows(route("a").path("/**"), route("b").path("/x/:id"), route("c").path("/x/y")))
        .isEmpty();
  }

  @Test
  void priorityMakesAWiderPathShadow() {
    assertThat(shadows(route("a").path("/x/**").priority(1), route("b").path("/x/:id")))
        .isEqualTo("b by a");
    assertThat(shadows(route("a").path("/x/*").priority(1), route("b").path("/x/:id/y"))).isEmpty();
    assertThat(shadows(route("a").path("/x/*").priority(1), route("b").path("/x/"))).isEmpty();
    assertThat(shadows(route("a").path("/*/**").priority(1), route("b").path("/**"))).isEmpty();
    assertThat(shadows(route("a").priority(1), route("b").path("/x"), route("c").regex(".*")))
        .isEqualTo("b by a, c by a");
  }

  @Test
  void everythingUnderARootRestShadowsExpressionsOfTheSamePriority() {
    assertThat(shadows(route("a").regex("/x/\\d+"), route("b").path("/**"))).isEqualTo("a by b");
    assertThat(shadows(route("a").regex("/x/\\d+").priority(4), route("b").path("/**"))).isEmpty();
    assertThat(shadows(route("a").regex(".*"), route("b").path("/**"))).isEmpty();
  }

  @Test
  void theSameExpressionTwiceShadowsTheSecond() {
    assertThat(shadows(route("a").regex("/x/\\d+"), route("b").regex("/x/\\d+")))
        .isEqualTo("b by a");
    assertThat(shadows(route("a").regex("/x/\\d+"), route("b").regex("/x/\\d*"))).isEmpty();
  }

  @Test
  void conditionsThatTheOtherLacksProtectIt() {
    assertThat(
            shadows(
                route("a").path("/x").header("E", "1"),
                route("b").path("/x").header("E", "2"),
                route("c").path("/x")))
        .isEmpty();
    assertThat(
            shadows(
                route("a").path("/x").header("E", "1"),
                route("b").path("/x").header("e", "1").query("q", "2")))
        .isEqualTo("b by a");
    assertThat(
            shadows(
                route("a").path("/x").jsonPath("$.a", "1"),
                route("b").path("/x").jsonPath("$.a", "1").host("h")))
        .isEqualTo("b by a");
  }

  @Test
  void methodsMustAllBeTaken() {
    assertThat(shadows(route("a").path("/x").methods("GET"), route("b").path("/x"))).isEmpty();
    assertThat(
            shadows(
                route("a").path("/x").methods("GET"), route("b").path("/x").methods("GET", "POST")))
        .isEmpty();
    assertThat(
            shadows(
                route("a").path("/x").methods("GET", "POST"), route("b").path("/x").methods("GET")))
        .isEqualTo("b by a");
    assertThat(shadows(route("a").path("/x").methods("GET"), route("b").path("/x").methods("HEAD")))
        .isEmpty();
  }

  @Test
  void tenThousandRoutesOfOnePathAreAnalysed() {
    List<RouteConfig> routes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      routes.add(route("r" + i).path("/x").header("E", "" + i % 5_000).query("q", "1").build());
    }

    assertThat(Shadowing.find(routes)).hasSize(5_000);
  }

  private static String shadows(RouteKit.Builder... routes) {
    return Shadowing.find(configs(routes)).stream()
        .map(shadow -> shadow.route().id() + " by " + shadow.by().id())
        .collect(Collectors.joining(", "));
  }
}
