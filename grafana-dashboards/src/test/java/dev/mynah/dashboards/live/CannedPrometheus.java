package dev.mynah.dashboards.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something that answers as a Prometheus with what it is told to, and keeps what it was asked. */
final class CannedPrometheus implements AutoCloseable {
  private static final String NOTHING = "{\"status\":\"success\",\"data\":{\"result\":[]}}";

  private final HttpServer server;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  CannedPrometheus() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/", this::answer);
    server.start();
  }

  /** A query and the latest value of its one series, as Prometheus writes it. */
  CannedPrometheus value(String query, String value) {
    answers.put(
        query,
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"route\":\"a\"},"
            + "\"values\":[[1,\"1\"],[2,\""
            + value
            + "\"]],\"value\":[2,\""
            + value
            + "\"]}]}}");
    return this;
  }

  /** A query that fails. */
  CannedPrometheus error(String query, String error) {
    answers.put(
        query, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"" + error + "\"}");
    return this;
  }

  /** What a label has had. */
  CannedPrometheus label(String name, String... values) {
    answers.put(
        name, "{\"status\":\"success\",\"data\":[\"" + String.join("\",\"", values) + "\"]}");
    return this;
  }

  DataSource source() {
    return new DataSource(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(15));
  }

  /** Each question as path and form. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
    String query = exchange.getRequestURI().getRawQuery();
    String form = URLDecoder.decode(query == null ? body : query, StandardCharsets.UTF_8);
    asked.add(path + " " + form);
    String key = path.startsWith("label/") ? path.split("/")[1] : query(body);
    byte[] answer = answers.getOrDefault(key, NOTHING).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String query(String body) {
    for (String part : body.split("&")) {
      if (part.startsWith("query=")) {
        return URLDecoder.decode(part.substring("query=".length()), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
