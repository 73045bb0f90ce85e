package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A child process of {@code mynah.jar}: start, ask, stop, kill. */
final class MynahProcess implements AutoCloseable {
  static final Path JAR = Path.of("target/mynah.jar").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  private final Process process;
  private final Path out;
  private final Path err;
  private final Path portsFile;
  private @Nullable JsonNode ports;

  private MynahProcess(Process process, Path out, Path err, Path portsFile) {
    this.process = process;
    this.out = out;
    this.err = err;
    this.portsFile = portsFile;
  }

  /** How a process ended. */
  record Ended(int code, String out, String err) {}

  /** Runs a command to its end in a folder. */
  static Ended run(Path folder, String... arguments) throws Exception {
    try (MynahProcess process = launch(folder, List.of(), Map.of(), arguments)) {
      return process.ended();
    }
  }

  /**
   * Starts a command that stays, on free ports unless the arguments name others, and waits until it
   * says that it is ready.
   */
  static MynahProcess start(Path folder, String... arguments) throws Exception {
    return start(folder, Map.of(), arguments);
  }

  static MynahProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws Exception {
    return start(folder, List.of(), environment, arguments);
  }

  static MynahProcess start(
      Path folder, List<String> jvm, Map<String, String> environment, String... arguments)
      throws Exception {
    Path portsFile = Files.createTempDirectory(folder, "ports").resolve("ports.json");
    List<String> all = new ArrayList<>(List.of(arguments));
    for (String flag : List.of("--port", "--admin-port")) {
      boolean noTraffic = flag.equals("--port") && all.contains("exporter");
      if (!all.contains(flag) && !noTraffic) {
        all.addAll(List.of(flag, "0"));
      }
    }
    all.addAll(List.of("--ports-file", portsFile.toString()));
    MynahProcess process =
        launch(folder, jvm, environment, all.toArray(String[]::new)).tellingPorts(portsFile);
    try {
      process.awaitReady();
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
    return process;
  }

  static MynahProcess launch(
      Path folder, List<String> jvm, Map<String, String> environment, String... arguments)
      throws IOException {
    assertThat(JAR).as("run after package").exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(jvm);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempDirectory(folder, "output");
    Path out = output.resolve("out");
    Path err = output.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MYNAH_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new MynahProcess(process, out, err, output.resolve("ports.json"));
  }

  private MynahProcess tellingPorts(Path file) {
    return new MynahProcess(process, out, err, file);
  }

  private void awaitReady() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(portsFile) || !process.isAlive());
    assertThat(process.isAlive()).as("alive; it said: %s%s", out(), err()).isTrue();
    try {
      ports = JSON.readTree(portsFile.toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(admin("/ready").statusCode()).isEqualTo(200));
  }

  int port() {
    return number("port");
  }

  int adminPort() {
    return number("adminPort");
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private int number(String name) {
    if (ports == null) {
      throw new IllegalStateException("not started with a ports file");
    }
    return ports.get(name).asInt();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(port(), path);
  }

  HttpResponse<String> admin(String path) throws IOException, InterruptedException {
    return get(adminPort(), path);
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Waits for the end. */
  Ended ended() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ended(process.exitValue(), out(), err());
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
