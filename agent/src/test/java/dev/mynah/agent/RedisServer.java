package dev.mynah.agent;

import static org.awaitility.Awaitility.await;

import dev.mynah.metrics.OutsideProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real {@code redis-server} of a test's own, on a free port of the loopback device. */
final class RedisServer implements BeforeEachCallback, AfterEachCallback {
  private static final int MILLIS = 10_000;
  private final int port = freePort();
  private final List<String> options = new ArrayList<>();
  private Path folder;
  private Process process;

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With further command line options, to be said before it starts. */
  RedisServer with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  int port() {
    return port;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    OutsideProgram.require("redis-server", "redis-server");
    folder = Files.createTempDirectory("mynah-redis");
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (process != null) {
      signal("CONT");
      kill();
    }
    if (folder != null) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** Starts it, empty. */
  void start() {
    List<String> command = new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1"));
    if (!options.contains("--port")) {
      command.addAll(List.of("--port", Integer.toString(port)));
    }
    command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
    command.addAll(options);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(20)).until(this::accepts);
  }

  private boolean accepts() {
    if (!process.isAlive()) {
      throw new IllegalStateException("redis-server ended: " + log());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // A connection to a port that nobody listens on yet may come to be one with itself.
      return socket.getLocalPort() != port;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
  }

  /** Stands still, with its connections open. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it replies to a command, as it stands on the wire. */
  String command(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write("QUIT\r\n".getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of all keys with this beginning. */
  List<String> keys(String prefix) {
    return command("KEYS", prefix + "*").lines().filter(line -> line.startsWith(prefix)).toList();
  }
}
