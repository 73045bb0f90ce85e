package dev.mynah.dashboards.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that Grafana reads as a Prometheus.
 *
 * @param url without {@code /api/v1}
 * @param scrape the data source's {@code timeInterval}
 */
record DataSource(URI url, Duration scrape) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A time of a page: its end and how long it is, in seconds. */
  record Span(long end, long seconds) {
    long start() {
      return end - seconds;
    }

    /** Begins and ends where steps do, never later: as Grafana asks. */
    Span aligned(long step) {
      long to = end / step * step;
      return new Span(to, to - start() / step * step);
    }
  }

  Answer at(String expression, long time) {
    return ask("query", Map.of("query", expression, "time", Long.toString(time)));
  }

  Answer over(String expression, Span span, long step) {
    return ask(
        "query_range",
        Map.of(
            "query", expression,
            "start", Long.toString(span.start()),
            "end", Long.toString(span.end()),
            "step", Long.toString(step)));
  }

  /** Empty, or what went wrong with the question for traces. */
  String exemplarsError(String expression, Span span) {
    return send("query_exemplars", form(expression, span)).path("error").asText();
  }

  /** What a label has had, of a metric or of all. */
  List<String> labelValues(String label, String match, Span span) {
    Map<String, String> form = new LinkedHashMap<>();
    if (!match.isEmpty()) {
      form.put("match[]", match);
    }
    form.put("start", Long.toString(span.start()));
    form.put("end", Long.toString(span.end()));
    JsonNode answer = parsed(get("label/" + label + "/values?" + encoded(form)));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError("label_values(" + match + ", " + label + "): " + answer);
    }
    List<String> values = new ArrayList<>();
    answer.path("data").forEach(value -> values.add(value.asText()));
    return values;
  }

  /**
   * A rule as it went the last time.
   *
   * @param records whether it makes series of its name; else it is an alert
   * @param error empty when it could be evaluated
   */
  record Rule(String name, boolean records, String error) {}

  /** What is evaluated there. */
  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : parsed(get("rules")).at("/data/groups")) {
      for (JsonNode rule : group.path("rules")) {
        boolean ok = rule.path("health").asText().equals("ok");
        rules.add(
            new Rule(
                rule.path("name").asText(),
                rule.path("type").asText().equals("recording"),
                ok ? "" : rule.path("health").asText() + " " + rule.path("lastError").asText()));
      }
    }
    return rules;
  }

  private static Map<String, String> form(String expression, Span span) {
    return Map.of(
        "query", expression,
        "start", Long.toString(span.start()),
        "end", Long.toString(span.end()));
  }

  private Answer ask(String path, Map<String, String> form) {
    JsonNode answer = send(path, form);
    if (!answer.path("status").asText().equals("success")) {
      return Answer.failed(
          answer.path("errorType").asText() + ": " + answer.path("error").asText());
    }
    JsonNode data = answer.path("data");
    if (data.path("resultType").asText().equals("scalar")) {
      return new Answer("", List.of(series(Map.of(), data.path("result"))));
    }
    List<Answer.Series> all = new ArrayList<>();
    for (JsonNode result : data.path("result")) {
      Map<String, String> labels = new HashMap<>();
      result
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      JsonNode values = result.path("values");
      all.add(
          series(labels, values.isEmpty() ? result.path("value") : values.get(values.size() - 1)));
    }
    return new Answer("", all);
  }

  private static Answer.Series series(Map<String, String> labels, JsonNode pair) {
    return new Answer.Series(labels, number(pair.path(1).asText()));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private JsonNode send(String path, Map<String, String> form) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/api/v1/" + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build();
    return parsed(request);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(url.resolve("/api/v1/" + path))
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private static JsonNode parsed(HttpRequest request) {
    try {
      return JSON.readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException broken) {
      throw new UncheckedIOException(request.uri().toString(), broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> text(e.getKey()) + "=" + text(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String text(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8);
  }
}
