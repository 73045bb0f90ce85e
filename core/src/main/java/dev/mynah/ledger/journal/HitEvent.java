package dev.mynah.ledger.journal;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that was answered, or could not be. What it holds has been redacted: it may be
 * written to disk as it is. Text is never null; what is not known is empty.
 *
 * @param timeMillis wall clock when the answer ended
 * @param weight how many requests it stands for: 1 when nothing was left out beside it
 * @param trouble what went wrong; null when nothing did
 * @param capture fields and bodies; null unless they were asked for
 */
public record HitEvent(
    long timeMillis,
    double weight,
    Request request,
    Answer answer,
    Spent spent,
    Client client,
    @Nullable Trouble trouble,
    @Nullable Capture capture) {

  /**
   * What was asked, and of whom.
   *
   * @param path without query; of requests that no route claimed with ids replaced ({@code
   *     /users/:id})
   * @param protocol as in the ledger: {@code http/1.1}
   */
  public record Request(
      String route,
      String group,
      String workspace,
      String environment,
      String method,
      String path,
      String protocol) {}

  /**
   * How it was answered.
   *
   * @param outcome as in the ledger: {@code mock}, {@code cache} ...
   * @param status 0 when no answer was begun
   * @param cost of this request in the operator's unit: the route's cost when it went upstream,
   *     else 0
   */
  public record Answer(String outcome, int status, BigDecimal cost) {
    /** Whether it came from the cache. */
    public boolean cached() {
      return outcome.equals("cache");
    }

    /** Whether it repeats the answer to an earlier request. */
    public boolean deduplicated() {
      return outcome.equals("dedup");
    }
  }

  /**
   * Time and bytes.
   *
   * @param totalNanos from the request's first byte to the answer's last
   * @param upstreamNanos of that, waiting for an upstream; -1 when none was asked
   * @param injectedNanos of that, delay that the route adds on purpose
   */
  public record Spent(
      long totalNanos, long upstreamNanos, long injectedNanos, long bytesIn, long bytesOut) {}

  /**
   * Who asked.
   *
   * @param address without port
   * @param consumer by the configured field or token claim
   * @param traceId of {@code traceparent}
   */
  public record Client(
      String address, String userAgent, String consumer, String traceId, String spanId) {}

  /**
   * What went wrong.
   *
   * @param type one word: {@code timeout}, {@code connect}, {@code status_5xx} ...
   * @param category whose: {@code client}, {@code upstream}, {@code sidecar}, {@code network}
   * @param reason the word of the error table, also a metric label
   * @param message the sentence that the client got
   */
  public record Trouble(String type, String category, String reason, String message) {}

  /** One header field. */
  public record Field(String name, String value) {}

  /**
   * A captured body.
   *
   * @param text its first bytes, as UTF-8 or, where it is not text, in Base64
   * @param base64 whether it is
   * @param totalBytes how long it was
   */
  public record Body(String text, boolean base64, boolean truncated, long totalBytes) {}

  /** Fields and bodies, redacted. */
  public record Capture(
      List<Field> requestFields,
      List<Field> responseFields,
      @Nullable Body requestBody,
      @Nullable Body responseBody) {
    public Capture {
      requestFields = List.copyOf(requestFields);
      responseFields = List.copyOf(responseFields);
    }
  }
}
