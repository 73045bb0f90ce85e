package dev.mynah.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.settings.AdminSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscribers hear what was counted in the last second, and of requests as they happen. */
class LiveStreamTest {
  /** Times 200 messages, some hundred bytes each. */
  private static final int MORE_THAN_SOCKETS_HOLD = 3_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger = HeapLedger.create(Clock.systemUTC(), 2_000);
  private LiveStream live;
  private AdminServer admin;

  @BeforeEach
  void start() throws Exception {
    admin =
        AdminServer.start(
                new AdminSettings("127.0.0.1", 0, List.of(), List.of(), List.of()),
                Health.onSystemClock())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    RouteBook book =
        RouteBook.of(
            List.of(
                new RouteBook.Entry("a", "letters", "mock", "", BigDecimal.ZERO, List.of(), "/a")));
    live = new LiveStream(new LiveSettings(2), ledger.reader(), () -> book, Clock.systemUTC());
    admin.mount(live.route());
  }

  @AfterEach
  void stop() {
    live.close();
    admin.close().toCompletableFuture().join();
  }

  @Test
  void countsAreThoseOfTheLastSecondByRouteOutcomeAndCodeClass() throws Exception {
    hit("a", 200, 5);
    try (Events events = subscribe("?kinds=counts")) {
      live.second();
      hit("a", 200, 2);
      hit("a", 404, 1);
      hit("b", 503, 1);

      live.second();

      JsonNode message = events.next("counts");
      assertThat(message.at("/totals/requests").asInt()).isEqualTo(4);
      assertThat(message.at("/totals/total").asInt()).isEqualTo(9);
      JsonNode a = message.at("/routes/0");
      assertThat(a.path("route").asText()).isEqualTo("a");
      assertThat(a.path("group").asText()).isEqualTo("letters");
      assertThat(a.path("requests").asInt()).isEqualTo(3);
      assertThat(a.path("total").asInt()).isEqualTo(8);
      assertThat(a.at("/outcomes/mock").asInt()).isEqualTo(3);
      assertThat(a.at("/codes/2xx").asInt()).isEqualTo(2);
      assertThat(a.at("/codes/4xx").asInt()).isEqualTo(1);
      assertThat(message.at("/routes/1/codes/5xx").asInt()).isEqualTo(1);
    }
  }

  @Test
  void quietRoutesAreLeftOut() throws Exception {
    hit("a", 200, 5);
    try (Events events = subscribe("?kinds=counts")) {
      live.second();
      live.second();

      JsonNode message = events.next("counts");
      assertThat(message.path("routes")).isEmpty();
      assertThat(message.at("/totals/total").asInt()).isEqualTo(5);
    }
  }

  @Test
  void requestsArePassedOnAsTheyAreRead() throws Exception {
    try (Events events = subscribe("?kinds=log")) {
      live.log(List.of(entry("a"), entry("b")));

      assertThat(events.next("log").path("route").asText()).isEqualTo("a");
      JsonNode second = events.next("log");
      assertThat(second.path("route").asText()).isEqualTo("b");
      assertThat(second.path("status").asInt()).isEqualTo(502);
      assertThat(second.at("/error/reason").asText()).isEqualTo("connect");
    }
  }

  @Test
  void routeFilterHoldsForBothKinds() throws Exception {
    try (Events events = subscribe("?route=b")) {
      live.second();
      live.log(List.of(entry("a"), entry("b")));
      hit("a", 200, 2);
      hit("b", 200, 1);
      live.second();

      assertThat(events.next("log").path("route").asText()).isEqualTo("b");
      JsonNode counts = events.next("counts");
      assertThat(counts.at("/totals/requests").asInt()).isEqualTo(1);
      assertThat(counts.path("routes")).hasSize(1);
    }
  }

  @Test
  void webSocketHearsTheSame() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + admin.port() + "/api/analytics/stream?kinds=log"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket ws, CharSequence text, boolean last) {
                    heard.add(text.toString());
                    ws.request(1);
                    return null;
                  }

                  @Override
                  public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
                    heard.add(code + " " + reason);
                    return null;
                  }
                })
            .get(20, TimeUnit.SECONDS);
    await().until(() -> live.subscribers() == 1);

    live.log(List.of(entry("a")));

    JsonNode message = JSON.readTree(heard.poll(20, TimeUnit.SECONDS));
    assertThat(message.path("type").asText()).isEqualTo("log");
    assertThat(message.path("route").asText()).isEqualTo("a");
    live.close();
    assertThat(heard.poll(20, TimeUnit.SECONDS)).startsWith("1001 ");
    socket.abort();
  }

  @Test
  void oneTooManyIsRefused() throws Exception {
    try (Events one = subscribe("");
        Events two = subscribe("")) {
      Socket third = ask("");
      assertThat(lines(third).readLine()).contains(" 503 ");
      assertThat(live.refused()).isEqualTo(1);
      third.close();
      assertThat(one).isNotSameAs(two);
    }
    await().until(() -> live.subscribers() == 0);
  }

  @Test
  void slowSubscriberIsDroppedAndTheOthersGoOn() throws Exception {
    try (Events quick = subscribe("?kinds=log&route=b");
        Socket slow = ask("?kinds=log")) {
      await().until(() -> live.subscribers() == 2);
      List<LogEntry> many = java.util.Collections.nCopies(200, entry("a"));

      for (int i = 0; i < MORE_THAN_SOCKETS_HOLD && live.dropped() == 0; i++) {
        live.log(many);
      }
      assertThat(live.dropped()).isEqualTo(1);
      live.log(List.of(entry("b")));

      assertThat(quick.next("log").path("route").asText()).isEqualTo("b");
      assertThat(live.subscribers()).isEqualTo(1);
      assertThat(lines(slow).lines()).anyMatch("event: dropped"::equals);
    }
  }

  @Test
  void whatCannotBeAskedForIsSaid() throws Exception {
    assertThat(body("?kinds=errors")).contains("kinds: 'errors' (expected counts, log or both)");
    assertThat(body("?routes=a")).contains("'routes' is no parameter");
  }

  private void hit(String route, int code, int times) {
    var series =
        ledger.slot(0).route(route).series(HitMethod.GET, code, Outcome.MOCK, Protocol.HTTP_1_1);
    for (int i = 0; i < times; i++) {
      series.request(System.currentTimeMillis());
    }
  }

  private static LogEntry entry(String route) {
    HitEvent event =
        new HitEvent(
            1_000,
            1,
            new HitEvent.Request(route, "g", "default", "", "GET", "/" + route, "http/1.1"),
            new HitEvent.Answer("error", 502, BigDecimal.ZERO),
            new HitEvent.Spent(1_500_000, -1, 0, 0, 0),
            new HitEvent.Client("127.0.0.1", "curl/8", "", "", ""),
            new HitEvent.Trouble("connect", "upstream", "connect", "refused"),
            null);
    return new LogEntry(0, "s", event, LogEntry.Origin.UNKNOWN);
  }

  private Socket ask(String query) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), admin.port());
    socket.setSoTimeout(20_000);
    String request = "GET /api/analytics/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private String body(String query) throws IOException {
    try (Socket socket = ask(query)) {
      BufferedReader lines = lines(socket);
      String line = lines.readLine();
      while (!line.isEmpty()) {
        line = lines.readLine();
      }
      return lines.readLine();
    }
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private Events subscribe(String query) throws IOException {
    int before = live.subscribers();
    Events events = new Events(ask(query));
    await().atMost(Duration.ofSeconds(20)).until(() -> live.subscribers() == before + 1);
    return events;
  }

  /** An event stream, one event after the other. */
  private static final class Events implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Events(Socket socket) throws IOException {
      this.socket = socket;
      this.lines = lines(socket);
    }

    /** The data of the next event of a name. */
    JsonNode next(String name) throws IOException {
      String line = lines.readLine();
      while (!line.equals("event: " + name)) {
        line = lines.readLine();
      }
      return JSON.readTree(lines.readLine().substring("data: ".length()));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
