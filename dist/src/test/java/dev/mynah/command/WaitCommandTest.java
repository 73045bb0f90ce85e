package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitCommandTest {
  private static final int NEVER = 0;

  @TempDir Path dir;

  @Test
  void returnsOnceReady() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = server(() -> asked.incrementAndGet() < 3 ? 503 : 200);
    try {
      Ran ran = Ran.run("wait", "--timeout", "30s", "--admin-port", port(server));

      assertThat(ran.code()).isZero();
      assertThat(asked).hasValue(3);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysWhatItSawWhenTheTimeIsOver() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = server(() -> asked.incrementAndGet() > 1 ? NEVER : 503);
    try {
      Ran ran = Ran.run("wait", "--timeout", "5s", "--admin-port", port(server));

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("not ready after 5000 ms").contains("503");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatAcceptsAndSaysNothingDoesNotHoldItUp() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Ran ran = Ran.run("wait", "--timeout", "300ms", "--admin-port", "" + mute.getLocalPort());

      assertThat(ran.code()).isEqualTo(1);
    }
  }

  @Test
  void takesThePortFromTheFileOnceItIsThere() throws IOException {
    HttpServer server = server(() -> 200);
    try {
      Path file = dir.resolve("ports.json");
      assertThat(Ran.run("wait", "--timeout", "100ms", "--ports-file", file.toString()).code())
          .isEqualTo(1);
      Files.writeString(file, "{\"pid\":1,\"port\":2,\"adminPort\":" + port(server) + "}");
      assertThat(Ran.run("wait", "--timeout", "30s", "--ports-file", file.toString()).code())
          .isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aTimeoutThatIsNoDurationIsBadUsage() {
    Ran ran = Ran.run("wait", "--timeout", "soon");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("soon").contains("30s");
  }

  private interface Status {
    int next();
  }

  private static HttpServer server(Status status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/ready",
        exchange -> {
          int next = status.next();
          if (next != NEVER) {
            exchange.sendResponseHeaders(next, -1);
            exchange.close();
          }
        });
    server.start();
    return server;
  }

  private static String port(HttpServer server) {
    return String.valueOf(server.getAddress().getPort());
  }
}
