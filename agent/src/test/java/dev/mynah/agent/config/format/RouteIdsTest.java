package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of routes, and routes in each other's way. */
class RouteIdsTest {
  private static List<String> ids(String yaml) {
    return Configs.good(yaml).routes().stream().map(RouteConfig::id).toList();
  }

  private static String routes(String... insides) {
    StringBuilder yaml = new StringBuilder("routes:\n");
    for (String inside : insides) {
      yaml.append("  - {mock: {}, ").append(inside).append("}\n");
    }
    return yaml.toString();
  }

  @Test
  void aMadeIdIsReadableAndDoesNotMoveWithTheRoute() {
    String alone = ids(routes("match: GET /users/:id")).get(0);

    assertThat(alone).matches("get-users-id-[0-9a-f]{8}");
    assertThat(ids(routes("match: /other", "match: GET /users/:id"))).contains(alone);
  }

  @Test
  void aMadeIdDependsOnMethodPatternAndFile() {
    List<String> ids =
        ids(
            routes(
                "match: GET /a",
                "match: POST /a",
                "match: GET /a/",
                "match: {pathRegex: '/a'}",
                "match: {method: [GET, POST], path: /a}"));

    assertThat(ids).doesNotHaveDuplicates();
    var other =
        Configs.SCHEMA.load(Loading.files("other.yaml", routes("match: GET /a")), Layers.NONE);
    assertThat(ids).doesNotContain(other.get(AgentSections.SECTION).routes().get(0).id());
  }

  @Test
  void theOrderOfMethodsDoesNotMatter() {
    assertThat(ids(routes("match: {method: [GET, POST], path: /a}")))
        .isEqualTo(ids(routes("match: {method: [POST, GET], path: /a}")));
  }

  @Test
  void twoOfOneMethodAndPathAreToldApartAndWarnedOf() {
    String yaml = routes("match: {path: /a, query: {x: 1}}", "match: {path: /a, query: {x: 2}}");

    assertThat(ids(yaml)).doesNotHaveDuplicates().hasSize(2);
    assertThat(Configs.warnings(yaml)).singleElement().asString().contains("give it an id");
  }

  @Test
  void anIdTwiceNamesBothPlaces() {
    assertThat(Configs.problems(routes("id: a, match: /a", "id: b, match: /b", "id: a, match: /c")))
        .containsExactly(
            "routes[2].id: a (the id of another route, mynah.yaml line 2; mynah.yaml line 4)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_unmatched", "a b", "-a", "", "ä", "a/b", "a\"b"})
  void idsThatAreNone(String id) {
    assertThat(Configs.problems("routes:\n  - id: '" + id + "'\n    match: /a\n    mock: {}\n"))
        .singleElement()
        .asString()
        .contains("expected up to 100 letters, digits");
  }

  @Test
  void aRouteThatAnotherClaimsFirstIsWarnedOf() {
    assertThat(Configs.warnings(routes("id: a, match: /x/:id", "id: b, match: GET /x/:name")))
        .containsExactly(
            "routes[1]: b never answers (route a (mynah.yaml line 2) claims its requests first;"
                + " mynah.yaml line 3)");
    assertThat(
            Configs.warnings(
                routes("id: a, match: /x/y", "id: b, priority: 1, match: {path: /x/**}")))
        .singleElement()
        .asString()
        .contains("a never answers");
  }

  @Test
  void routesThatCanAnswerAreNotWarnedOf() {
    assertThat(Configs.warnings(routes("id: a, match: /x/:id", "id: b, match: /x/y"))).isEmpty();
    assertThat(Configs.warnings(routes("id: a, match: {path: /**}", "id: b, match: /x"))).isEmpty();
    assertThat(Configs.warnings(routes("id: a, match: GET /x", "id: b, match: /x"))).isEmpty();
    assertThat(Configs.warnings(routes("id: a, match: GET /x", "id: b, match: POST /x"))).isEmpty();
    assertThat(
            Configs.warnings(routes("id: a, match: {path: /x, query: {q: 1}}", "id: b, match: /x")))
        .isEmpty();
    assertThat(Configs.warnings(routes("id: a, match: {path: /x, host: h}", "id: b, match: /x")))
        .isEmpty();
  }

  @Test
  void theRoutersOwnOrderDecidesWhoIsShadowed() {
    assertThat(Configs.warnings(routes("id: a, match: /x/*", "id: b, match: /x/:id")))
        .as("a parameter goes before *")
        .singleElement()
        .asString()
        .startsWith("routes[0]: a never answers (route b ");
  }
}
