package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.settings.AdminSettings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are pushed to those who take them, over both wires, and to nobody who may not ask. */
class AdminPushTest {
  private static final String UPGRADE =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private final List<PushSink> sinks = new CopyOnWriteArrayList<>();
  private final AtomicInteger departed = new AtomicInteger();
  private AdminFixture admin;

  @BeforeEach
  void start() throws Exception {
    admin = new AdminFixture(new AdminSettings("127.0.0.1", 0, List.of(), List.of(), List.of()));
    admin.server.mount(AdminRoute.get("/stream", this::answer));
    admin.server.mount(AdminRoute.get("/plain", request -> AdminResponse.json(200, "{}")));
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
  }

  private AdminResponse answer(AdminRequest request) {
    if (request.parameter("bad").isPresent()) {
      throw new ProblemException(new Problem(400, "bad-filter", "Bad filter", "There is no bad."));
    }
    return AdminResponse.push(
        sink -> {
          sinks.add(sink);
          return departed::incrementAndGet;
        });
  }

  @Test
  void eventStreamCarriesMessagesInTheirOrder() throws Exception {
    try (Socket socket = ask("")) {
      BufferedReader lines = lines(socket);
      assertThat(head(lines))
          .startsWith("HTTP/1.1 200 ")
          .contains("text/event-stream")
          .contains("no-store");

      sink().offer(new PushMessage("counts", "{\"n\":1}"));
      sink().offer(new PushMessage("log", "{\"n\":2}"));

      assertThat(until(lines, "\"n\":2"))
          .containsSubsequence("event: counts", "data: {\"n\":1}", "event: log", "data: {\"n\":2}");
    }
    await().until(() -> departed.get() == 1);
    assertThat(sink().offer(new PushMessage("counts", "{}"))).isFalse();
  }

  @Test
  void webSocketCarriesTheSameMessages() throws Exception {
    try (Socket socket = ask(UPGRADE)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(headOf(in)).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

      sink().offer(new PushMessage("counts", "{\"n\":1}"));

      assertThat(frame(in)).isEqualTo("text {\"n\":1}");
    }
    await().until(() -> departed.get() == 1);
  }

  @Test
  void slowReaderOfEventsIsDroppedAndNothingIsKeptForIt() throws Exception {
    try (Socket socket = ask("")) {
      await().until(() -> !sinks.isEmpty());
      int taken = flood(sink());

      BufferedReader lines = lines(socket);
      List<String> all = lines.lines().toList();

      assertThat(all).contains("event: dropped").anyMatch(line -> line.contains("too slow"));
      assertThat(all.stream().filter("event: log"::equals).count()).isLessThan(taken);
    }
    await().until(() -> departed.get() == 1);
  }

  @Test
  void slowReaderOfAWebSocketIsToldToTryAgainLater() throws Exception {
    try (Socket socket = ask(UPGRADE)) {
      await().until(() -> !sinks.isEmpty());
      flood(sink());

      DataInputStream in = new DataInputStream(socket.getInputStream());
      headOf(in);
      String last = frame(in);
      while (last.startsWith("text")) {
        last = frame(in);
      }

      assertThat(last).startsWith("close 1013 too slow");
    }
    await().until(() -> departed.get() == 1);
  }

  @Test
  void readerThatNeverReadsIsForgottenAtOnce() throws Exception {
    try (Socket socket = ask("")) {
      await().until(() -> !sinks.isEmpty());
      flood(sink());

      await().until(() -> departed.get() == 1);
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", UPGRADE})
  void anotherSitesPageOpensNothing(String upgrade) throws Exception {
    assertThat(firstLine(ask("Origin: http://evil.example\r\n" + upgrade))).contains(" 403 ");
    assertThat(firstLine(ask("Sec-Fetch-Site: cross-site\r\n" + upgrade))).contains(" 403 ");
    assertThat(firstLine(raw("/stream", "Host: evil.example\r\n" + upgrade))).contains(" 421 ");
    assertThat(sinks).isEmpty();
  }

  @Test
  void ourOwnPageOpensAWebSocket() throws Exception {
    String origin = "Origin: http://127.0.0.1:" + admin.server.port() + "\r\n";

    assertThat(firstLine(ask(origin + UPGRADE))).contains(" 101 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", UPGRADE})
  void refusalOfTheEndpointIsAnOrdinaryAnswer(String upgrade) throws Exception {
    try (Socket socket = raw("/stream?bad=1", host() + upgrade)) {
      BufferedReader lines = lines(socket);
      assertThat(head(lines)).startsWith("HTTP/1.1 400 ");
      assertThat(lines.readLine()).contains("There is no bad.");
    }
  }

  @Test
  void upgradeElsewhereIsAnsweredAsIfItHadNotBeenAskedFor() throws Exception {
    assertThat(firstLine(raw("/plain", host() + UPGRADE))).contains(" 200 ");
  }

  @Test
  void streamsEndWhenTheServerCloses() throws Exception {
    try (Socket events = ask("");
        Socket socket = ask(UPGRADE)) {
      await().until(() -> sinks.size() == 2);

      admin.server.close().toCompletableFuture().join();

      assertThat(lines(events).lines().toList()).contains("event: closing");
      DataInputStream in = new DataInputStream(socket.getInputStream());
      headOf(in);
      assertThat(frame(in)).startsWith("close 1001 this process is going away");
    }
    assertThat(departed.get()).isEqualTo(2);
    admin = new AdminFixture();
  }

  /** Offers until it is refused; what was taken then is more than a queue holds. */
  private static int flood(PushSink sink) {
    String kibibyte = "\"" + "x".repeat(1022) + "\"";
    int taken = 0;
    while (sink.offer(new PushMessage("log", kibibyte))) {
      taken++;
    }
    return taken;
  }

  private PushSink sink() {
    await().until(() -> !sinks.isEmpty());
    return sinks.get(0);
  }

  private String host() {
    return "Host: 127.0.0.1:" + admin.server.port() + "\r\n";
  }

  private Socket ask(String fields) throws IOException {
    return raw("/stream", host() + fields);
  }

  private Socket raw(String target, String fields) throws IOException {
    Socket socket = admin.open();
    String head = "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String firstLine(Socket asked) throws IOException {
    try (Socket socket = asked) {
      return lines(socket).readLine();
    }
  }

  private static String head(BufferedReader lines) throws IOException {
    return String.join("\n", until(lines, null));
  }

  /** Lines up to the one that contains a text, or up to an empty one. */
  private static List<String> until(BufferedReader lines, String text) throws IOException {
    List<String> read = new CopyOnWriteArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.add(line);
      if (text == null ? line.isEmpty() : line.contains(text)) {
        return read;
      }
    }
    return read;
  }

  private static String headOf(DataInputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readByte());
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** One frame of a server, which masks nothing (RFC 6455 section 5.2). */
  private static String frame(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
    in.readFully(payload);
    if (opcode == 8) {
      int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
      return "close "
          + code
          + " "
          + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
    return (opcode == 1 ? "text " : "frame ") + new String(payload, StandardCharsets.UTF_8);
  }
}
