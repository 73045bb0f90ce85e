package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What values.schema.json refuses, and where it says the mistake is. */
class SchemaRefusalTest {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("gateway", "mode: proxy", "/mode", "one of 'gateway', 'exporter', 'monitoring'"),
        mistake("gateway", "replicas: 2", "", "additional properties 'replicas' not allowed"),
        mistake("gateway", "image: {name: x}", "/image", "additional properties 'name'"),
        mistake("gateway", "image: {tag: latest}", "/image/tag", "not"),
        mistake("gateway", "image: {repository: 'r/m:1.0'}", "/image/repository", "pattern"),
        mistake("gateway", "image: {digest: abc}", "/image/digest", "pattern"),
        mistake("gateway", "replicaCount: two", "/replicaCount", "want integer"),
        mistake("gateway", "config: {files: {routes.txt: x}}", "/config/files", "routes.txt"),
        mistake("gateway", "config: {files: {a.yaml: {routes: []}}}", "/a.yaml", "want string"),
        mistake("gateway", "config: {check: never}", "/config/check", "one of 'auto'"),
        mistake("gateway", "stubs: {files: {a/b: x}}", "/stubs/files", "a/b"),
        mistake("gateway", "stubs: {binaryFiles: {a: '?'}}", "/stubs/binaryFiles/a", "pattern"),
        mistake("gateway", "stubs: {initContainer: {args: [x]}}", "/stubs/initContainer", "image"),
        mistake("gateway", "ports: {http: 80}", "/ports/http", "minimum: got 80, want 1,024"),
        mistake("gateway", "ports: {extra: [{name: p}]}", "/ports/extra/0", "missing property"),
        mistake("gateway", "tls: {clientCa: true}", "/tls/existingSecret", "minLength"),
        mistake("gateway", "admin: {tokens: {values: [short]}}", "/values/0", "minLength"),
        mistake("gateway", "metrics: {seriesBudget: 10}", "/metrics/seriesBudget", "minimum"),
        mistake("gateway", "log: {level: loud}", "/log/level", "one of 'error', 'warn'"),
        mistake("gateway", "drain: {delaySeconds: 5s}", "/drain/delaySeconds", "want integer"),
        mistake("gateway", "data: {ledgerMiB: 4096}", "/data/ledgerMiB", "maximum"),
        mistake("gateway", "resources: {limits: {memory: lots}}", "/limits/memory", "pattern"),
        mistake("gateway", "resources: {limits: {gpu: 1}}", "/resources/limits", "'gpu'"),
        mistake(
            "gateway",
            "securityContext: {readOnlyRootFilesystem: false}",
            "/securityContext/readOnlyRootFilesystem",
            "value must be true"),
        mistake("gateway", "podLabels: {app.kubernetes.io/name: x}", "~1name", "false schema"),
        mistake("gateway", "route: {enabled: true}", "/route/parentRefs", "minItems"),
        mistake("gateway", "ingress: {enabled: true}", "/ingress/hosts", "minItems"),
        mistake("gateway", "extraEnv: [{name: A, value: 1}]", "/extraEnv/0/value", "want string"),
        mistake("monitoring", "podMonitor: {enabled: maybe}", "/podMonitor/enabled", "one of"),
        mistake("monitoring", "dashboards: {folder: 1}", "/dashboards/folder", "want string"));
  }

  /** One pod where a ledger persists, where SQLite is the store, and where Prometheus is asked. */
  static Stream<Arguments> crowds() {
    String replicas = "replicaCount: 2";
    String autoscaler = "autoscaling: {enabled: true}";
    return Stream.of(
            "gateway|persistence: {enabled: true}",
            "gateway|analytics: {enabled: true}",
            "gateway-postgresql|{replicaCount: 1, persistence: {enabled: true}}",
            "exporter-prometheus|persistence: {enabled: false}",
            "exporter-prometheus|{}",
            "exporter|{replicaCount: 1, prometheusSource: {url: http://prometheus:9090}}")
        .map(text -> text.split("\\|"))
        .flatMap(
            one ->
                Stream.of(
                    Arguments.of(
                        one[0], one[1], replicas, "/replicaCount", "maximum: got 2, want 1"),
                    Arguments.of(
                        one[0],
                        one[1],
                        autoscaler,
                        "/autoscaling/enabled",
                        "value must be false")));
  }

  private static Arguments mistake(String values, String yaml, String where, String why) {
    return Arguments.of(values, yaml, where, why);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreRefusedWhereTheyStand(String values, String yaml, String where, String why) {
    String refusal = Values.of(values).yaml(yaml).refusal();

    assertThat(refusal).contains("values don't meet the specifications of the schema");
    assertThat(refusal).contains(where + "'").contains(why);
  }

  @ParameterizedTest
  @MethodSource("crowds")
  void oneWriterIsOnePod(String values, String yaml, String more, String where, String why) {
    assertThat(Values.of(values).yaml(yaml).render().items()).isNotEmpty();

    String refusal = Values.of(values).yaml(yaml).yaml(more).refusal();

    assertThat(refusal).contains("at '" + where + "': " + why);
  }

  @Test
  void severalPodsAreFineWhereEachHasItsOwnOrADatabase() {
    assertThat(Values.of("gateway").set("replicaCount=5").render().items()).isNotEmpty();
    assertThat(Values.of("gateway").set("autoscaling.enabled=true").render().items()).isNotEmpty();
    assertThat(Values.of("exporter").set("autoscaling.enabled=true").render().items()).isNotEmpty();
    assertThat(Values.of("gateway-postgresql").set("replicaCount=9").render().items()).isNotEmpty();
  }
}
