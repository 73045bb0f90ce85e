package dev.mynah.exporter.scrape;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Prometheus' query API, by POST, over one client that keeps its connections. Follows no
 * redirect and goes through no proxy: the operator's URL is where the answer has to come from.
 * Blocks the caller while a query runs.
 */
final class PrometheusClient {
  private static final Logger LOG = LoggerFactory.getLogger(PrometheusClient.class);
  private static final long MOST_BYTES = 64L << 20;
  private static final int SHOWN_ERROR = 300;

  private final PrometheusSourceSettings settings;
  private final HttpClient http;
  private final String base;

  PrometheusClient(PrometheusSourceSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    this.base = settings.url().toString().replaceAll("/+$", "");
  }

  /** The value at a moment. */
  void instant(String promQl, long seconds, SeriesVisitor visitor)
      throws PrometheusFailure, InterruptedException {
    ask("query", Map.of("query", promQl, "time", "" + seconds), new Steps(seconds, 1), visitor);
  }

  /** The values at every step. */
  void range(String promQl, Steps steps, SeriesVisitor visitor)
      throws PrometheusFailure, InterruptedException {
    Map<String, String> form =
        Map.of(
            "query", promQl,
            "start", "" + steps.firstSeconds(),
            "end", "" + steps.lastSeconds(),
            "step", "" + Steps.MINUTE_SECONDS);
    ask("query_range", form, steps, visitor);
  }

  private void ask(String what, Map<String, String> form, Steps steps, SeriesVisitor visitor)
      throws PrometheusFailure, InterruptedException {
    HttpResponse<InputStream> response;
    long startNanos = System.nanoTime();
    try {
      response = http.send(request(what, form), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw PrometheusFailure.unreachable(settings.url() + " is not reached: " + e);
    }
    AtomicBoolean late = new AtomicBoolean();
    try (InputStream body = response.body()) {
      Duration left = settings.timeout().minusNanos(System.nanoTime() - startNanos);
      CompletableFuture<Void> guard = closeAfter(left, body, late);
      try {
        understand(response, body, new AnswerReader(steps, visitor));
      } finally {
        guard.cancel(false);
      }
    } catch (IOException e) {
      String why = late.get() ? "it took longer than " + settings.timeout() : e.getMessage();
      throw PrometheusFailure.unreachable(settings.url() + " broke off: " + why);
    }
  }

  private void understand(HttpResponse<InputStream> response, InputStream body, AnswerReader reader)
      throws IOException, PrometheusFailure {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      throw PrometheusFailure.refused(
          settings.url() + " answers " + status + ": redirects are not followed");
    }
    try {
      reader.read(new LimitedStream(body, MOST_BYTES));
    } catch (PrometheusFailure error) {
      throw PrometheusFailure.refused(
          settings.url() + " answers " + status + ": " + cut(String.valueOf(error.getMessage())));
    } catch (JacksonException notJson) {
      if (status == 200) {
        throw notJson;
      }
      throw PrometheusFailure.refused(settings.url() + " answers " + status);
    }
    if (status != 200) {
      throw PrometheusFailure.refused(settings.url() + " answers " + status);
    }
  }

  /** Reading blocks without a limit of its own; closing the body from outside ends it. */
  private static CompletableFuture<Void> closeAfter(
      Duration time, InputStream body, AtomicBoolean late) {
    return CompletableFuture.runAsync(
        () -> {
          late.set(true);
          try {
            body.close();
          } catch (IOException e) {
            LOG.debug("Closing an answer that takes too long", e);
          }
        },
        CompletableFuture.delayedExecutor(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS));
  }

  private HttpRequest request(String what, Map<String, String> form) {
    Map<String, String> fields = new TreeMap<>(form);
    // What answers for several servers shall say so when one is missing, not leave it out.
    fields.put("partial_response", "false");
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/" + what))
            .timeout(settings.timeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    PrometheusSourceSettings.Login login = settings.login();
    if (!login.token().isEmpty()) {
      request.header("Authorization", "Bearer " + login.token());
    } else if (!login.user().isEmpty()) {
      byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return request.build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_ERROR ? text : text.substring(0, SHOWN_ERROR);
  }
}
