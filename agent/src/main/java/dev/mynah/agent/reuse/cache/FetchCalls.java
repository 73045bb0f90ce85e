package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.rules.Revalidation;
import dev.mynah.agent.reuse.store.StoredAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a fetch makes, one after the other, and when the last of them began. Event loop
 * only.
 */
final class FetchCalls {
  private final LoopCache owner;
  private final Origin origin;
  private final RequestHead request;
  private final Tries tries;
  private @Nullable UpstreamStream call;
  private long since;
  private long requestMillis;
  private long requestNanos;
  private boolean calling;
  private boolean cancelled;

  /**
   * @param request whose conditions this sets and removes
   */
  FetchCalls(LoopCache owner, Origin origin, RequestHead request) {
    this.owner = owner;
    this.origin = origin;
    this.request = request;
    this.tries = new Tries(origin.limitNanos());
  }

  /** Others are asked for an answer before the upstream is. */
  void lookElsewhere() {
    Revalidation.removeConditions(request.fields());
    since = owner.store().moment();
  }

  /**
   * Calls the upstream.
   *
   * @param validating what to ask about, or null
   */
  void ask(@Nullable StoredAnswer validating, UpstreamStream.Listener listener) {
    if (validating != null) {
      Revalidation.addConditions(request.fields(), List.of(validating.facts().fields()));
    } else {
      Revalidation.removeConditions(request.fields());
    }
    since = owner.store().moment();
    requestMillis = owner.wallMillis();
    requestNanos = owner.nanoTime();
    tries.calling(requestNanos);
    calling = true;
    UpstreamStream made = origin.call(request, tries.allowance(), listener);
    calling = false;
    call = made;
    if (cancelled) {
      made.cancel();
    }
  }

  /** Runs a further call, now or as soon as the one that has just ended has returned. */
  void again(Runnable ask) {
    tries.again();
    if (calling) {
      owner.execute(ask);
    } else {
      ask.run();
    }
  }

  void sending() {
    tries.sending();
  }

  boolean mayTryAgain(Failure failure) {
    return tries.mayTryAgain(failure, owner.nanoTime(), owner.isDraining());
  }

  void cancel() {
    cancelled = true;
    UpstreamStream under = call;
    if (under != null) {
      under.cancel();
    }
  }

  /** The store's moment when the last call began. */
  long since() {
    return since;
  }

  /** The wall clock when the last call began. */
  long requestMillis() {
    return requestMillis;
  }

  /** How long the last call has taken by now. */
  long tookNanos() {
    return owner.nanoTime() - requestNanos;
  }
}
