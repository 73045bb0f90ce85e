package dev.mynah.dashboards.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.dashboards.board.Dashboards;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A good dashboard that is made bad in one way is found by the rule for it, and by no other. */
class EachRuleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<LintRule> RULES = LintRules.all(uid -> true);
  private static final String TARGET =
      "{job=~\"$job\",instance=~\"$instance\",namespace=~\"$namespace\"}";
  private static final String REQUESTS = "mynah_http_requests_total" + TARGET;
  private static final String BUCKETS = "mynah_http_request_duration_seconds_bucket" + TARGET;
  private static final String HISTOGRAM = "mynah_http_request_duration_seconds" + TARGET;

  private static final Map<String, Consumer<ObjectNode>> BAD = new TreeMap<>();

  static {
    BAD.put("template-datasource-rule", json -> variable(json, "datasource").put("label", "DS"));
    BAD.put("template-job-rule", json -> variable(json, "job").put("allValue", ".*"));
    BAD.put("template-instance-rule", json -> variable(json, "instance").put("multi", false));
    BAD.put(
        "template-label-promql-rule",
        json ->
            ((ObjectNode) variable(json, "route").get("query")).put("query", "label_values(a{"));
    BAD.put(
        "template-on-time-change-reload-rule", json -> variable(json, "route").put("refresh", 1));
    BAD.put("uneditable-dashboard", json -> json.put("editable", true));
    BAD.put(
        "panel-datasource-rule",
        json -> ((ObjectNode) number(json).get("datasource")).put("uid", "P1809F7CD0C75ACF3"));
    BAD.put("panel-title-description-rule", json -> number(json).put("description", ""));
    BAD.put("panel-units-rule", json -> defaults(number(json)).put("unit", "furlongs"));
    BAD.put("panel-no-targets-rule", json -> number(json).putArray("targets"));
    BAD.put("target-promql-rule", json -> ask(json, "sum(rate("));
    BAD.put("target-logql-rule", json -> askLoki(json, "count_over_time(what [$__auto])"));
    BAD.put("target-logql-auto-rule", json -> askLoki(json, "rate({job=\"mynah\"}[5m])"));
    BAD.put(
        "target-rate-interval-rule", json -> ask(json, orZero("sum(rate(" + REQUESTS + "[5m]))")));
    BAD.put(
        "target-job-rule",
        json -> ask(json, rate(REQUESTS.replace("job=~\"$job\"", "job=\"mynah\""))));
    BAD.put(
        "target-instance-rule",
        json -> ask(json, rate(REQUESTS.replace("instance=~\"$instance\",", ""))));
    BAD.put("target-counter-agg-rule", json -> ask(json, orZero("sum(" + REQUESTS + ")")));
    BAD.put("known-metrics", json -> ask(json, rate("mynah_coffee_total" + TARGET)));
    BAD.put(
        "known-labels",
        json -> ask(json, orZero("sum(sum by (path) (rate(" + REQUESTS + "[$__rate_interval])))")));
    BAD.put("known-legend", json -> target(json).put("legendFormat", "{{route}}"));
    BAD.put("stored-metrics", json -> ask(json, orZero("sum(mynah_draining" + TARGET + ")")));
    BAD.put(
        "known-annotations",
        json -> annotation(json).put("expr", "changes(mynah_coffee" + TARGET + "[1m]) > 0"));
    BAD.put("both-histogram-shapes", json -> ask(json, orZero(p99(BUCKETS) + " >= 0")));
    BAD.put(
        "no-division-by-zero",
        json -> ask(json, orZero(rateOf(REQUESTS) + " / " + rateOf(REQUESTS))));
    BAD.put(
        "no-quantile-of-nothing",
        json -> ask(json, orZero(p99(HISTOGRAM) + " or " + p99(BUCKETS))));
    BAD.put(
        "exemplars-on-latency",
        json -> {
          ask(json, orZero("(" + p99(HISTOGRAM) + " or " + p99(BUCKETS) + ") >= 0"));
          target(json).put("range", true);
        });
    BAD.put("zero-or-text", json -> ask(json, rateOf(REQUESTS)));
    BAD.put("loads-anywhere", json -> json.putArray("__inputs"));
    BAD.put("five-variables", json -> variable(json, "namespace").put("allValue", ".+"));
    BAD.put("two-annotations", json -> annotation(json).put("name", "Starts"));
    BAD.put("no-overlap", json -> ((ObjectNode) number(json).get("gridPos")).put("x", 22));
    BAD.put("unique-panel-ids", json -> number(json).put("id", 1));
    BAD.put("says-its-purpose", json -> ((ArrayNode) json.get("panels")).remove(0));
    BAD.put(
        "no-stacking",
        json ->
            defaults(number(json)).putObject("custom").putObject("stacking").put("mode", "normal"));
    BAD.put(
        "draws-the-line-it-speaks-of",
        json -> number(json).put("description", "Above the line: do something."));
    BAD.put(
        "links-keep-choices",
        json -> defaults(number(json)).putArray("links").addObject().put("url", "/d/mynah-route"));
  }

  static Stream<String> rules() {
    return BAD.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void oneBadThingIsFoundByItsRuleAlone(String rule) throws IOException {
    ObjectNode json = good();

    BAD.get(rule).accept(json);

    assertThat(complaints(json)).containsExactly(rule);
  }

  @Test
  void nothingIsFoundInTheGoodOne() throws IOException {
    assertThat(complaints(good())).isEmpty();
  }

  @Test
  void everyRuleIsSeenToFindSomething() {
    assertThat(BAD.keySet())
        .containsExactlyInAnyOrderElementsOf(RULES.stream().map(LintRule::name).toList());
  }

  private static List<String> complaints(ObjectNode json) {
    Board board = new Board(json);
    return RULES.stream()
        .flatMap(rule -> rule.findings(board).stream())
        .map(Finding::rule)
        .distinct()
        .collect(Collectors.toList());
  }

  private static ObjectNode good() throws IOException {
    return (ObjectNode) JSON.readTree(Dashboards.file(Dashboards.all().get(0)).toFile());
  }

  private static ObjectNode variable(ObjectNode json, String name) {
    return (ObjectNode) new Board(json).variable(name).orElseThrow();
  }

  /** The restarts. */
  private static ObjectNode annotation(ObjectNode json) {
    return (ObjectNode) json.path("annotations").path("list").get(1);
  }

  /** The first panel with one number: requests by the second. */
  private static ObjectNode number(ObjectNode json) {
    return (ObjectNode)
        new Board(json)
            .panels()
            .filter(p -> p.type().equals("stat"))
            .findFirst()
            .orElseThrow()
            .json();
  }

  private static ObjectNode defaults(ObjectNode panel) {
    return (ObjectNode) panel.path("fieldConfig").path("defaults");
  }

  private static ObjectNode target(ObjectNode json) {
    return (ObjectNode) number(json).path("targets").get(0);
  }

  private static void ask(ObjectNode json, String expression) {
    target(json).put("expr", expression);
  }

  private static void askLoki(ObjectNode json, String expression) {
    ask(json, expression);
    ((ObjectNode) target(json).get("datasource")).put("type", "loki");
  }

  private static String rate(String selector) {
    return orZero(rateOf(selector));
  }

  private static String rateOf(String selector) {
    return "sum(rate(" + selector + "[$__rate_interval]))";
  }

  private static String orZero(String vector) {
    return vector + " or vector(0)";
  }

  private static String p99(String histogram) {
    String sum = histogram.contains("_bucket") ? "sum by (le) (" : "sum(";
    return "histogram_quantile(0.99, " + sum + "rate(" + histogram + "[$__rate_interval])))";
  }
}
