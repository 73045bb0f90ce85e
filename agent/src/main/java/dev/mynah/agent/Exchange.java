package dev.mynah.agent;

import dev.mynah.agent.cors.CorsRules;
import dev.mynah.agent.cors.Preflight;
import dev.mynah.agent.event.capture.Capturing;
import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.respond.ProblemDocument;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.route.RouteLookup;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and what is known of it while it is answered: whose it is, what was read of it, and
 * the counters its answer goes to. Every answer leaves through here, so that none goes uncounted.
 * Event loop only.
 */
final class Exchange implements Runnable {
  private final LoopTools tools;
  private final LoopTable table;
  private final ClientStream client;
  private final RouteLookup lookup;
  private final AnswerCount count;
  private LoopRoute counted;
  private @Nullable RoutePlan plan;
  private final RequestContent content;
  private final @Nullable Capturing capturing;
  private Timers.@Nullable Timer waiting;
  private @Nullable Forwarding forwarding;
  private long delayedNanos;
  private @Nullable CachedWay cached;
  private @Nullable Deduplication dedup;
  private @Nullable HeadedAnswer headed;
  private boolean gone;
  private boolean orphaned;

  Exchange(LoopTools tools, LoopTable table, ClientStream client) {
    this.tools = tools;
    this.table = table;
    this.client = client;
    this.capturing = tools.telling().capturing();
    this.content = new RequestContent(client, tools, capturing, this::bodyBroke);
    this.lookup = tools.takeLookup().begin(client.head());
    this.counted = tools.counters().unmatched();
    this.count = new AnswerCount(tools, client, this);
    client.onGone(this);
  }

  /** The answer is out, or never will be. */
  void over() {
    tools.giveBack(lookup);
    if (!orphaned) {
      content.release();
    }
  }

  ClientStream client() {
    return client;
  }

  RequestHead head() {
    return client.head();
  }

  LoopTable table() {
    return table;
  }

  RouteLookup lookup() {
    return lookup;
  }

  long wallMillis() {
    return tools.timers().wallMillis();
  }

  /** The route whose request it is. */
  void claimedBy(RoutePlan claimant, LoopRoute counters) {
    plan = claimant;
    counted = counters;
  }

  /** No route's, but its listener stands for an upstream. */
  void fallsTo(LoopRoute counters) {
    counted = counters;
  }

  // The request's body.

  RequestContent content() {
    return content;
  }

  void bodyBroke(Failure failure) {
    if (failure.kind() == Failure.Kind.SILENT) {
      giveUp(failure);
    } else {
      refuse(failure, "");
    }
  }

  /** There will be no answer. The cause is noted first: the stream calls back as gone. */
  private void giveUp(Failure failure) {
    count.because(failure);
    client.reset(failure);
    count.neverAnswered(failure);
  }

  // The dedup window.

  /** The route has a window, which is told what becomes of the request. */
  void inWindow(Deduplication asking) {
    dedup = asking;
  }

  @Nullable Deduplication dedup() {
    return dedup;
  }

  /** There is no answer: those who wait for it are told. */
  private void tellWindow(Failure failure) {
    if (dedup != null) {
      dedup.failed(failure, isSent());
    }
  }

  /** Ends a call whose answer nobody waits for any more. */
  void giveUpCall() {
    if (forwarding != null) {
      forwarding.giveUp();
    }
  }

  /** Whether an upstream may have seen some of the request. */
  boolean isSent() {
    return forwarding != null && forwarding.isSent();
  }

  // Answers of our own.

  /** Answers from a mock, now or when its delay is over. */
  void mockAfterDelay(MockPlan mock) {
    long waitNanos = mock.delay().nanos(tools.random());
    if (waitNanos <= 0) {
      answerMock(mock);
      return;
    }
    waiting = tools.timers().after(waitNanos, () -> delayedMock(mock, waitNanos));
  }

  private void delayedMock(MockPlan mock, long waitedNanos) {
    delayedNanos = waitedNanos;
    counted.delayed(waitedNanos);
    answerMock(mock);
  }

  private void answerMock(MockPlan mock) {
    PreparedAnswer prepared = isAlike() ? mock.prepared(head()) : null;
    if (prepared != null) {
      respondEncoded(prepared, Outcome.MOCK);
      return;
    }
    new MockRendering(tools, client, lookup, content.readAhead()).answer(mock, this);
  }

  /** Whether the head of an answer is the same whoever asks, and nobody waits for it. */
  boolean isAlike() {
    return table.cors(plan, client.listener()) == null
        && !isExplained()
        && (dedup == null || !dedup.leads());
  }

  /** Sends an answer that was made for everybody. */
  void respondEncoded(EncodedAnswer answer, Outcome outcome) {
    count.answer(counted, answer.status(), outcome);
    if (capturing != null) {
      capturing.answered(answer, head().method() == HitMethod.HEAD);
    }
    client.respondEncoded(answer, count);
  }

  /** Sends an answer that was made for this request, with what its route says about storing it. */
  void respond(ResponseHead answer, BodySource body, Outcome outcome) {
    BodySource told = dedup == null ? body : dedup.answered(answer, body);
    CachingHeaders caching = RoutePlan.cachingOf(plan);
    if (gone) {
      told.cancel();
    } else if (caching == null || !HeadedAnswer.concerns(outcome)) {
      send(answer, told, outcome);
    } else {
      headed = new HeadedAnswer(this, caching, answer, outcome);
      headed.send(told);
    }
  }

  /** Sends an answer as it stands, but for what the client's side adds. */
  void send(ResponseHead answer, BodySource body, Outcome outcome) {
    CorsRules rules = table.cors(plan, client.listener());
    if (rules != null) {
      rules.decorate(head(), answer.fields());
    }
    if (isExplained()) {
      Explanation.add(answer.fields(), this, outcome);
    }
    count.answer(counted, answer.status(), outcome);
    client.respond(answer, captured(answer, body, outcome), count);
  }

  private BodySource captured(ResponseHead answer, BodySource body, Outcome outcome) {
    boolean others = HeadedAnswer.concerns(outcome);
    return capturing == null ? body : capturing.answered(answer, body, others);
  }

  @Nullable Capturing capturing() {
    return capturing;
  }

  /** Whether the client asked how its answer came about, and may know. */
  boolean isExplained() {
    return head().fields().has(Explanation.FIELD) && mayBeTold();
  }

  /** Whether the client may see ids and patterns of routes. */
  boolean mayBeTold() {
    return table.tells(client.peer());
  }

  /** Where the time went up to now. */
  Explanation.Spent spent() {
    long now = tools.timers().nanoTime();
    return new Explanation.Spent(now - count.startNanos(), upstreamNanos(now), delayedNanos);
  }

  /** When the request was here, by the loop's clock. */
  long startNanos() {
    return count.startNanos();
  }

  /** How long this exchange has waited for an upstream's head; -1 when it asked none. */
  long upstreamNanos(long now) {
    if (forwarding != null) {
      return forwarding.waitedNanos(now);
    }
    return cached == null ? -1 : cached.upstreamNanos();
  }

  /** How long it was held up because its route says so. */
  long delayedNanos() {
    return delayedNanos;
  }

  /** Where a call to an upstream went. */
  UpstreamStream.Trace trace() {
    return forwarding == null ? UpstreamStream.Trace.NONE : forwarding.trace();
  }

  LoopRoute counted() {
    return counted;
  }

  @Nullable RoutePlan plan() {
    return plan;
  }

  void preflight(Preflight answer) {
    Outcome outcome = answer.isAllowed() ? Outcome.MOCK : Outcome.REJECTED;
    count.answer(counted, answer.head().status(), outcome);
    client.respond(answer.head(), captured(answer.head(), Bodies.EMPTY, outcome), count);
  }

  /** The route has ended; that is the operator's will and no failure. */
  void expired(int status) {
    counted.expired();
    content.whenDrained(() -> respond(new ResponseHead(status), Bodies.EMPTY, Outcome.REJECTED));
  }

  void unmatched(List<ProblemDocument.Hint> nearest) {
    problem(Failure.UNMATCHED, head().toString(), nearest, Outcome.UNMATCHED);
  }

  /** Told on behalf of the connection: what came was no request, or is past a limit. */
  void reject(Failure failure) {
    count.methodUnknown(failure.kind() != Failure.Kind.FRAMING);
    problem(failure, "", List.of(), Outcome.REJECTED);
  }

  /** Answers with a failure, or resets when the answer has already begun. */
  void refuse(Failure failure, String detail) {
    tellWindow(failure);
    if (gone) {
      return;
    }
    if (count.isBegun()) {
      client.reset(failure);
      return;
    }
    Outcome outcome =
        failure.kind() == Failure.Kind.REFUSED && failure.status() < 500
            ? Outcome.REJECTED
            : Outcome.ERROR;
    problem(failure, detail, List.of(), outcome);
  }

  private void problem(
      Failure failure, String detail, List<ProblemDocument.Hint> nearest, Outcome outcome) {
    ResponseHead answer = ProblemDocument.head(failure);
    if (cached != null) {
      cached.describe(answer.fields());
    }
    count.because(failure, outcome);
    byte[] document = ProblemDocument.of(failure, detail, nearest);
    respond(answer, Bodies.of(Unpooled.wrappedBuffer(document)), outcome);
  }

  // Answers of an upstream.

  /** Answers from what was stored, or forwards so that others may share the answer. */
  void answerCached(CachePlan plan, ForwardPlan forward) {
    CachedWay way = new CachedWay(this, tools, plan, forward);
    cached = way;
    way.begin();
  }

  @Nullable CachedWay cached() {
    return cached;
  }

  /** Hands the request on. */
  void forward(ForwardPlan forward) {
    Forwarding call = new Forwarding(this, tools, forward);
    forwarding = call;
    call.begin();
  }

  /** The client is gone: nothing of this is wanted any more. */
  @Override
  public void run() {
    if (waiting != null) {
      waiting.cancel();
    }
    gone = true;
    orphaned = dedup != null && dedup.clientGone(isSent());
    if (!orphaned) {
      giveUpCall();
      if (cached != null) {
        cached.gone();
      }
    }
    if (headed != null) {
      headed.gone();
    }
    count.neverAnswered(Failure.CLIENT_GONE);
  }

  /** A 1xx on its way to the client. */
  void inform(ResponseHead informational) {
    if (!gone) {
      client.inform(informational);
    }
  }

  /** The answer is an upstream's, to whose bytes it counts as well. */
  void answeredBy(UpstreamCounters upstream, ResponseHead answer) {
    count.carriedBy(upstream);
    if (cached != null) {
      cached.answered(answer);
    }
  }

  void switchProtocols(ResponseHead answer, UpstreamStream.Tunnel tunnel) {
    count.answer(counted, answer.status(), Outcome.PROXIED);
    captured(answer, Bodies.EMPTY, Outcome.PROXIED);
    tunnel.send(client.switchProtocols(answer, tunnel.fromUpstream(), count));
  }

  /** There is no answer to pass on. */
  void failed(Failure failure) {
    if (failure.kind() != Failure.Kind.SILENT) {
      refuse(failure, "");
      return;
    }
    tellWindow(failure);
    if (!gone) {
      giveUp(failure);
    }
  }
}
