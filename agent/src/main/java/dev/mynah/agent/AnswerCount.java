package dev.mynah.agent;

import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.HitSeries;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Counts one answer: the request just before the answer's head is written, its bytes and its
 * duration when it ends. A process that is killed has therefore counted every answer that a client
 * has seen. Event loop only.
 */
final class AnswerCount implements ClientStream.ResponseEnd {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final LoopTools tools;
  private final ClientStream client;
  private final Exchange exchange;
  private final long startNanos;
  private HitMethod method;
  private @Nullable LoopRoute route;
  private @Nullable HitSeries series;
  private Outcome outcome = Outcome.ERROR;
  private int status;
  private @Nullable Failure cause;
  private boolean understood = true;
  private boolean ended;
  private @Nullable UpstreamCounters carrier;

  AnswerCount(LoopTools tools, ClientStream client, Exchange exchange) {
    this.tools = tools;
    this.client = client;
    this.exchange = exchange;
    this.startNanos = tools.timers().nanoTime();
    this.method = client.head().method();
    tools.counters().began();
  }

  /** When the request was here, by the loop's clock. */
  long startNanos() {
    return startNanos;
  }

  /**
   * What came is refused as it stands: what its head says of the method counts for nothing.
   *
   * @param headIsItsOwn false when the head may be that of an earlier request, or half of one
   */
  void methodUnknown(boolean headIsItsOwn) {
    method = HitMethod.OTHER;
    understood = headIsItsOwn;
  }

  boolean isUnderstood() {
    return understood;
  }

  HitMethod method() {
    return method;
  }

  Outcome outcome() {
    return outcome;
  }

  /** 0 while no answer was begun. */
  int status() {
    return status;
  }

  /** What went wrong, or null. */
  @Nullable Failure failure() {
    return cause;
  }

  boolean isBegun() {
    return series != null;
  }

  /** The failure that the answer tells of. */
  void because(Failure failure, Outcome how) {
    cause = failure;
    if (how == Outcome.ERROR) {
      tools.counters().failed(failure);
    } else if (how == Outcome.REJECTED) {
      tools.counters().rejected(failure);
    }
  }

  /** The failure that there will be no answer for. */
  void because(Failure failure) {
    cause = failure;
  }

  /** The answer comes from this upstream, to whose bytes it counts as well. */
  void carriedBy(UpstreamCounters upstream) {
    carrier = upstream;
  }

  /** Counts the request. The answer's head is written next. */
  void answer(LoopRoute of, int code, Outcome how) {
    route = of;
    status = code;
    outcome = how;
    HitSeries found = of.hits().series(method, code, how, protocol());
    series = found;
    found.request(tools.timers().wallMillis());
  }

  /** What the request came in by, or was answered to go on in. */
  Protocol protocol() {
    RequestHead head = client.head();
    if (status == SWITCHING_PROTOCOLS && head.fields().lists(FieldName.UPGRADE, "websocket")) {
      return Protocol.WEBSOCKET;
    }
    return head.version() == Version.HTTP_1_0 ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
  }

  @Override
  public void ended(long bodyBytes, @Nullable Failure failure) {
    HitSeries found = series;
    LoopRoute of = route;
    if (ended || found == null || of == null) {
      return;
    }
    ended = true;
    long durationNanos = tools.timers().nanoTime() - startNanos;
    found.bytes(client.bodyBytesRead(), bodyBytes);
    UpstreamCounters upstream = carrier;
    if (upstream != null) {
      upstream.carried(client.bodyBytesRead(), bodyBytes);
    }
    Deduplication window = exchange.dedup();
    if (window != null && outcome == Outcome.DEDUP) {
      window.sent(bodyBytes);
    }
    of.hits().timing(outcome).record(durationNanos);
    if (failure != null) {
      tools.counters().failed(failure);
      cause = failure;
    }
    offerExemplar(of, durationNanos);
    if (tools.accessLog().wanted()) {
      tools.accessLog().finished(entry(of.id(), bodyBytes, durationNanos));
    }
    finish(bodyBytes, durationNanos);
  }

  /** There was nobody left to answer: a failure, and no request with a status. */
  void neverAnswered(Failure failure) {
    if (ended || series != null) {
      return;
    }
    ended = true;
    Failure why = cause == null ? failure : cause;
    cause = why;
    tools.counters().failed(why);
    finish(0, tools.timers().nanoTime() - startNanos);
  }

  private void finish(long bodyBytes, long durationNanos) {
    tools.telling().ended(exchange, this, bodyBytes, durationNanos);
    tools.counters().ended();
    exchange.over();
  }

  private void offerExemplar(LoopRoute of, long durationNanos) {
    int at = client.head().fields().indexOf(FieldName.TRACEPARENT, 0);
    if (at >= 0) {
      of.exemplar(outcome)
          .offer(durationNanos, client.head().fields().value(at), tools.timers().wallMillis());
    }
  }

  private AccessLog.Entry entry(String routeId, long bodyBytes, long durationNanos) {
    RequestHead head = client.head();
    return new AccessLog.Entry(
        client.peer().getAddress().getHostAddress(),
        head.methodName(),
        head.path(),
        head.version() == Version.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1",
        status,
        routeId,
        outcome.label(),
        client.bodyBytesRead(),
        bodyBytes,
        durationNanos);
  }
}
