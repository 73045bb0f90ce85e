package dev.mynah.agent;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ReadAhead;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.dedup.DedupKey;
import dev.mynah.agent.reuse.dedup.DedupPlan;
import dev.mynah.agent.reuse.dedup.DedupRequest;
import dev.mynah.agent.reuse.dedup.Turn;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One exchange in the dedup window of its route. Event loop only. */
final class Deduplication implements DedupRequest {
  private static final byte[] NO_BODY = {};
  private static final int KEY_SHOWN = 16;

  private final Exchange exchange;
  private final LoopTools tools;
  private final DedupPlan plan;
  private final Runnable onward;
  private final DedupCounters counters;
  private String became = "skipped";
  private String shownKey = "";
  private @Nullable Turn turn;
  private boolean shared;

  /**
   * @param onward answers the request as if there were no window
   */
  Deduplication(Exchange exchange, LoopTools tools, DedupPlan plan, Runnable onward) {
    this.exchange = exchange;
    this.tools = tools;
    this.plan = plan;
    this.onward = onward;
    this.counters = exchange.counted().dedup();
  }

  /** Takes its place in the window; its body has been read ahead where it has one. */
  void begin() {
    ReadAhead read = exchange.content().readAhead();
    if (read != null && !(read.isComplete() && read.size() <= plan.maxBodyBytes())) {
      pass(Skip.BODY_TOO_LARGE);
      return;
    }
    DedupKey key =
        read == null
            ? plan.key(exchange.head(), NO_BODY, 0)
            : plan.key(exchange.head(), read.array(), read.size());
    shownKey = key.toString().substring(0, KEY_SHOWN);
    counters.lookedUp();
    Turn taken = tools.dedup().turn(plan, key, exchange.head(), this);
    turn = taken;
    taken.begin();
  }

  /** Passes the window by. */
  void pass(Skip why) {
    turn = null;
    became = "skipped";
    counters.skipped(why);
    onward.run();
  }

  /** For the explanation of the answer. */
  String became() {
    return became;
  }

  /** The beginning of the key, or empty when there is none. */
  String shownKey() {
    return shownKey;
  }

  // What the first tells.

  /** Whether others may be waiting for this exchange's answer. */
  boolean leads() {
    Turn taken = turn;
    return taken != null && taken.leads();
  }

  BodySource answered(ResponseHead head, BodySource content) {
    Turn taken = turn;
    if (taken == null || !taken.leads()) {
      return content;
    }
    boolean contentless =
        exchange.head().method() == HitMethod.HEAD
            || head.forbidsContent()
            || content.length() == 0;
    BodySource told = taken.answered(head, content, contentless);
    shared = told != content;
    return told;
  }

  void failed(Failure failure, boolean sent) {
    Turn taken = turn;
    if (taken != null && taken.leads()) {
      taken.failed(failure, sent);
    }
  }

  /**
   * Whether the call goes on although its client is gone: while its answer is read by others as
   * well, or is to be remembered; one without an answer no longer than a duplicate may wait.
   */
  boolean clientGone(boolean sent) {
    Turn taken = turn;
    if (shared) {
      return true;
    }
    if (taken == null || !taken.clientGone(sent)) {
      return false;
    }
    tools.timers().after(taken.waitNanos(), this::orphanIsLate);
    return true;
  }

  private void orphanIsLate() {
    if (leads()) {
      exchange.giveUpCall();
      failed(Failure.UPSTREAM_TOTAL_TIMEOUT, true);
    }
  }

  // What the window tells.

  @Override
  public Executor loop() {
    return tools.loop();
  }

  @Override
  public Timers timers() {
    return tools.timers();
  }

  @Override
  public void waits() {
    became = "waited";
    counters.waited();
  }

  @Override
  public void goOn() {
    became = "first";
    onward.run();
  }

  @Override
  public void goAlone(Skip why) {
    pass(why);
  }

  @Override
  public void answer(ResponseHead head, BodySource body, Saved saved) {
    if (became.equals("skipped")) {
      became = "remembered";
    }
    counters.hit();
    if (plan.isProxied()) {
      counters.saved(saved.upstreamNanos());
    }
    exchange.respond(head, body, Outcome.DEDUP);
  }

  /** The bytes of a duplicate's answer went out. */
  void sent(long bodyBytes) {
    if (plan.isProxied()) {
      counters.savedBytes(bodyBytes);
    }
  }

  @Override
  public void fail(Failure failure) {
    if (failure == Failure.IDEMPOTENCY_KEY_REUSED) {
      became = "conflict";
      counters.conflicted();
    }
    exchange.failed(failure);
  }
}
