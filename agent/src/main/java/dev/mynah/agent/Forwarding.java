package dev.mynah.agent;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/** The call that an exchange makes to an upstream, and what becomes of it. Event loop only. */
final class Forwarding implements UpstreamStream.Listener {
  private final Exchange exchange;
  private final LoopTools tools;
  private final UpstreamCounters counters;
  private final ForwardRequest request;
  private final long calledNanos;
  private @Nullable UpstreamStream stream;
  private boolean sent;
  private long waitedNanos = -1;

  Forwarding(Exchange exchange, LoopTools tools, ForwardPlan plan) {
    this.exchange = exchange;
    this.tools = tools;
    this.counters = tools.counters().upstream(plan.upstream().name());
    this.request =
        new ForwardRequest(
            plan, exchange.head(), exchange.client().peer(), exchange.client().local());
    this.calledNanos = tools.timers().nanoTime();
  }

  void begin() {
    stream = tools.upstreams().call(request, exchange.content().body(), this);
  }

  /** Nobody waits for the answer any more. */
  void giveUp() {
    UpstreamStream call = stream;
    if (call != null) {
      call.cancel();
    }
  }

  /** Whether the upstream may have seen some of the request. */
  boolean isSent() {
    return sent;
  }

  /** Where the call went. */
  UpstreamStream.Trace trace() {
    UpstreamStream call = stream;
    return call == null ? UpstreamStream.Trace.NONE : call.trace();
  }

  /** From the call to the answer's head, or until now while there is none. */
  long waitedNanos(long nowNanos) {
    return waitedNanos >= 0 ? waitedNanos : nowNanos - calledNanos;
  }

  @Override
  public void sending() {
    sent = true;
  }

  @Override
  public void informational(ResponseHead informational) {
    exchange.inform(informational);
  }

  @Override
  public void response(ResponseHead answer, BodySource body) {
    try {
      answered(answer);
      exchange.respond(answer, body, Outcome.PROXIED);
    } catch (RuntimeException bug) {
      body.cancel();
      RequestPath.broke(exchange, bug);
    }
  }

  /** The answer of the upstream becomes the listener's own. */
  private void answered(ResponseHead answer) {
    waitedNanos = tools.timers().nanoTime() - calledNanos;
    counters.answered(exchange.head().method(), answer.status());
    exchange.answeredBy(counters, answer);
    request.plan().finish(request, answer);
  }

  @Override
  public void switched(ResponseHead answer, UpstreamStream.Tunnel tunnel) {
    answered(answer);
    exchange.switchProtocols(answer, tunnel);
  }

  @Override
  public void failed(Failure failure) {
    exchange.failed(failure);
  }
}
