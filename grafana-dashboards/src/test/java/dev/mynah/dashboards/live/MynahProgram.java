package dev.mynah.dashboards.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A running {@code mynah} on free ports of loopback: a child process of the packaged jar, which the
 * property {@code mynah.jar} may name. It goes by the name that Prometheus gives it too.
 */
final class MynahProgram implements AutoCloseable {
  private static final Path JAR =
      Path.of(System.getProperty("mynah.jar", "../dist/target/mynah.jar")).toAbsolutePath();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final Path log;
  private final int port;
  private final int adminPort;

  private MynahProgram(Process process, Path log, int port, int adminPort) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.adminPort = adminPort;
  }

  /**
   * Starts a command that stays, in a folder of its own.
   *
   * @param job what it is called
   */
  static MynahProgram start(Path folder, String job, String... arguments) throws IOException {
    assertThat(JAR).as("run after package, or name another by -Dmynah.jar").exists();
    Files.createDirectories(folder);
    int port = freePort();
    int adminPort = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", folder.resolve("data").toString(), "--port", "" + port));
    command.addAll(List.of("--admin-port", "" + adminPort));
    command.addAll(List.of("--identity-job", job, "--identity-instance", instance(adminPort)));
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MYNAH_"));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new MynahProgram(process, log, port, adminPort);
  }

  /** Waits until it serves. */
  MynahProgram ready() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(this::isReady);
    return this;
  }

  private boolean isReady() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + said());
    }
    HttpRequest request = HttpRequest.newBuilder(url().resolve("/ready")).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  /** Asks for a path many times at once, so that one connection to an upstream is not enough. */
  void askAtOnce(String path, int times) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
    }
    answers.forEach(CompletableFuture::join);
  }

  /** Its admin port. */
  URI url() {
    return URI.create("http://" + instance());
  }

  /** What it is called in Prometheus. */
  String instance() {
    return instance(adminPort);
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String instance(int adminPort) {
    return "127.0.0.1:" + adminPort;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
