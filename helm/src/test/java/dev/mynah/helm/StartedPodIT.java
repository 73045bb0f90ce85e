package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Containers of the chart as processes: the finished jar with the rendered arguments, variables,
 * memory and files, on free ports.
 */
class StartedPodIT {
  private static final Path JAR = Charts.repository().resolve("dist/target/mynah.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path dir;

  @Test
  void aGatewayAnswersFromItsMountsCountsAndDrains() throws Exception {
    try (Started gateway = serving(Values.of("gateway").set("drain.delaySeconds=0"))) {
      HttpResponse<String> user = get(gateway.port("port"), "/users/7");
      HttpResponse<String> logo = get(gateway.port("port"), "/logo.svg");
      String metrics = get(gateway.port("adminPort"), "/metrics").body();
      int code = gateway.leave();

      assertThat(user.statusCode()).isEqualTo(200);
      assertThat(user.body()).contains("\"id\":\"7\"");
      assertThat(logo.statusCode()).as("a stub file beside the configuration").isEqualTo(200);
      assertThat(metrics).contains("mynah_http_requests_total{route=\"get-user\"");
      assertThat(code).as(gateway.said()).isZero();
    }
  }

  @Test
  void aPersistentGatewayWithAnalyticsFindsItsCountsAgain() throws Exception {
    TrialRelease release = Values.of("gateway-persistent").set("drain.delaySeconds=0");
    try (Started first = serving(release)) {
      assertThat(get(first.port("port"), "/nothing").statusCode()).isEqualTo(404);
      assertThat(get(first.port("adminPort"), "/api/analytics/overview").statusCode())
          .as("without a token")
          .isEqualTo(401);
      assertThat(first.leave()).as(first.said()).isZero();
    }

    try (Started second = serving(release)) {
      String metrics = get(second.port("adminPort"), "/metrics").body();

      assertThat(metrics).containsPattern("mynah_unmatched_requests_total\\S* 1\\.0");
    }
  }

  @Test
  void anExporterStartsThoughItsPrometheusIsAway() throws Exception {
    TrialRelease release =
        Values.of("exporter-prometheus").set("prometheusSource.url=http://127.0.0.1:9");

    try (Started exporter = serving(release)) {
      assertThat(get(exporter.port("adminPort"), "/ready").statusCode()).isEqualTo(200);
      assertThat(dir.resolve("data")).isDirectoryContaining(file -> !Files.isDirectory(file));
    }
  }

  @Test
  void theCheckPassesAndFindsAMistake() throws Exception {
    assertThat(check(Values.of("gateway"))).isZero();
    assertThat(check(Values.of("gateway").yaml("config: {files: {mynah.yaml: 'rutes: []'}}")))
        .isEqualTo(2);
  }

  @Test
  void theTestPodEndsOnceTheGatewayIsReady() throws Exception {
    Rendered rendered = Values.of("gateway").render();
    Container waiting =
        rendered.get(Pod.class, "trial-mynah-test-ready").getSpec().getContainers().get(0);
    try (Started gateway = serving(Values.of("gateway").set("drain.delaySeconds=0"))) {
      List<String> arguments = new ArrayList<>(waiting.getArgs());
      arguments.set(arguments.indexOf("trial-mynah"), "127.0.0.1");
      arguments.set(arguments.indexOf("9464"), "" + gateway.port("adminPort"));

      Process wait = launch(arguments, Pods.variables(waiting), dir.resolve("wait"));

      assertThat(wait.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(wait.exitValue()).as(Files.readString(dir.resolve("wait"))).isZero();
    }
  }

  private int check(TrialRelease release) throws Exception {
    Rendered rendered = release.render();
    PodSpec pod = Pods.serving(rendered).getSpec();
    MountedPod mounted =
        new MountedPod(fresh("check"), rendered, pod, pod.getInitContainers().get(0));
    Process check = launch(mounted.arguments(), mounted.environment(), fresh("said").resolve("it"));
    assertThat(check.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return check.exitValue();
  }

  private Started serving(TrialRelease release) throws Exception {
    Rendered rendered = release.render();
    PodSpec pod = Pods.serving(rendered).getSpec();
    MountedPod mounted = new MountedPod(fresh("mounts"), rendered, pod, Pods.main(rendered));
    Path ports = fresh("ports").resolve("ports.json");
    List<String> arguments =
        new ArrayList<>(
            mounted.arguments().stream()
                .map(text -> text.replace("/var/lib/mynah", dir.resolve("data").toString()))
                .toList());
    if (!arguments.contains("exporter")) {
      arguments.addAll(List.of("--port", "0"));
    }
    arguments.addAll(List.of("--admin-port", "0", "--ports-file", ports.toString()));
    Path said = fresh("said").resolve("it");
    Started started = new Started(launch(arguments, mounted.environment(), said), ports, said);
    started.awaitReady();
    return started;
  }

  private Path fresh(String name) throws IOException {
    return Files.createTempDirectory(dir, name);
  }

  private static Process launch(List<String> arguments, Map<String, String> variables, Path said)
      throws IOException {
    assertThat(JAR).as("run after package").exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-jar", JAR.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("MYNAH_"));
    builder.environment().putAll(variables);
    return builder.redirectOutput(said.toFile()).start();
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A process that serves. */
  private record Started(Process process, Path ports, Path out) implements AutoCloseable {
    void awaitReady() {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> Files.exists(ports) || !process.isAlive());
      assertThat(process.isAlive()).as(said()).isTrue();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(port("adminPort"), "/ready").statusCode()).isEqualTo(200));
    }

    int port(String name) throws IOException {
      JsonNode told = new ObjectMapper().readTree(ports.toFile());
      return told.path(name).asInt();
    }

    String said() {
      try {
        return Files.readString(out);
      } catch (IOException e) {
        return e.toString();
      }
    }

    /** Asks it to end, as the kubelet does, and gives its exit code. */
    int leave() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
