package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies both ways: bounded in, at the client's pace out. */
class AdminBodyTest {
  private AdminFixture admin;

  @BeforeEach
  void start() throws Exception {
    admin = new AdminFixture();
    admin.server.mount(
        AdminRoute.of(
                Set.of("POST"),
                "/echo",
                request -> AdminResponse.json(200, "" + request.body().length()))
            .bodyUpTo(1_000));
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
  }

  @Test
  void bodyAtTheLimitIsTaken() throws Exception {
    assertThat(post(1_000).body()).isEqualTo("1000");
  }

  @Test
  void longerBodyIsRefusedBeforeItIsRead() throws Exception {
    String answer =
        admin.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("too-large");
  }

  @Test
  void longerChunkedBodyIsRefusedWhenItPassesTheLimit() throws Exception {
    String chunk = "320\r\n" + "x".repeat(800) + "\r\n";

    String answer =
        admin.raw(
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk
                + chunk);

    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void continueIsSaidOnlyForABodyThatIsWanted() throws Exception {
    String head =
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: ";
    try (Socket socket = admin.open()) {
      socket.getOutputStream().write((head + "2\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      socket.getOutputStream().write("hi".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
    }
    assertThat(admin.raw(head + "5000\r\n\r\n")).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void streamedBodyArrivesWhole() throws Exception {
    admin.server.mount(
        AdminRoute.get(
            "/stream",
            request ->
                AdminResponse.stream(
                    200,
                    "text/plain",
                    out -> {
                      for (int i = 0; i < 200_000; i++) {
                        out.write((i + "\n").getBytes(StandardCharsets.US_ASCII));
                      }
                    })));

    HttpResponse<String> answer = admin.get("/stream");

    assertThat(answer.body()).startsWith("0\n1\n").endsWith("\n199999\n").hasLineCount(200_000);
  }

  @Test
  void writerWaitsForASlowClientAndStopsWhenItGoes() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    byte[] piece = new byte[64 * 1024];
    admin.server.mount(
        AdminRoute.get(
            "/endless",
            request ->
                AdminResponse.stream(
                    200,
                    "application/octet-stream",
                    out -> {
                      try {
                        while (true) {
                          out.write(piece);
                          written.addAndGet(piece.length);
                        }
                      } finally {
                        ended.countDown();
                      }
                    })));

    try (Socket socket = admin.open()) {
      socket
          .getOutputStream()
          .write(
              "GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
      Awaitility.await()
          .during(500, TimeUnit.MILLISECONDS)
          .atMost(10, TimeUnit.SECONDS)
          .until(written::get, before -> written.get() == before);
      assertThat(written.get()).isLessThan(64L * 1024 * 1024);
    }
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(admin.get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void streamThatBreaksOffIsSeenAsBroken() throws Exception {
    admin.server.mount(
        AdminRoute.get(
            "/half",
            request ->
                AdminResponse.stream(
                    200,
                    "text/plain",
                    out -> {
                      out.write(new byte[40_000]);
                      throw new IllegalStateException("no more");
                    })));

    String answer = admin.raw("GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer).doesNotEndWith("0\r\n\r\n");
  }

  private HttpResponse<String> post(int bytes) throws Exception {
    return admin.send(
        admin
            .request("/echo")
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(bytes)))
            .build());
  }
}
