package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.cache.CacheCounts.Revalidated;
import dev.mynah.agent.reuse.rules.CacheStatus.Forward;
import dev.mynah.agent.reuse.rules.Freshness;
import dev.mynah.agent.reuse.rules.Storing;
import dev.mynah.agent.reuse.rules.Storing.NotStorable;
import dev.mynah.agent.reuse.rules.Storing.Refusal;
import dev.mynah.agent.reuse.rules.Storing.Storable;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.agent.reuse.store.body.SharedBody;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call to an upstream for everybody who wants its answer, the one who began it included. It
 * belongs to the event loop that began it and goes on while anyone, there or elsewhere, waits or
 * reads. {@link #join}, {@link #leave} and {@link #opened} may be called on any thread, everything
 * else on that loop alone.
 *
 * <pre>
 *  asking --- head may be shared ---> held ---> filling ---> over: stored, or dropped
 *   |  ^---- failed, tried again -----'|
 *   '------- confirmed, not to be shared, failed ---> over
 * </pre>
 */
final class Fetch implements UpstreamStream.Listener, SharedBody.Writer {
  /** How long requests do not wait for each other once an answer could not be shared. */
  static final long PASS_MILLIS = 10_000;

  private final LoopCache owner;
  private final Flavour flavour;
  private final Origin origin;
  private final RequestHead request;
  private final CacheCounts counts;
  private final FetchedFacts facts;
  private final FetchCalls calls;
  private final Validating validating;
  private final Waiters waiters = new Waiters();
  private final AtomicInteger unopened = new AtomicInteger();
  private @Nullable Filler filler;
  private @Nullable StoredAnswer answer;
  private volatile boolean wanted;
  private Forward why = Forward.URI_MISS;
  private boolean over;

  /**
   * @param request an own copy without conditions, which this fetch changes
   * @param validating a stale answer to ask about, of which this takes over a reference; or null
   * @param background whether it is wanted even when nobody waits for it
   */
  Fetch(
      LoopCache owner,
      Flavour flavour,
      Origin origin,
      RequestHead request,
      @Nullable StoredAnswer validating,
      boolean background) {
    this.owner = owner;
    this.flavour = flavour;
    this.origin = origin;
    this.request = request;
    this.wanted = background;
    this.facts = new FetchedFacts(owner, flavour.plan(), request, origin);
    this.calls = new FetchCalls(owner, origin, request);
    this.counts = owner.counts(flavour.plan().target().routeId());
    this.validating = new Validating(validating, counts);
  }

  Flavour flavour() {
    return flavour;
  }

  // --- who waits ------------------------------------------------------------------------------

  /**
   * Lets somebody wait for the answer, or hands it over at once.
   *
   * @return pending for one who waits and will be told, missed when there is nothing to join any
   *     more
   */
  FetchResult join(Waiter waiter) {
    return waiters.join(waiter, this);
  }

  /** A waiter wants no answer any more. */
  void leave(Waiter waiter) {
    if (waiters.leave(waiter)) {
      owner.execute(this::unread);
    }
  }

  /** A reader is about to open the body, and must find it. */
  void expectReader() {
    unopened.incrementAndGet();
  }

  /** A reader has opened the body, or never will. */
  void opened() {
    if (unopened.decrementAndGet() == 0) {
      owner.execute(this::unread);
    }
  }

  /** Goes on until it can be stored although nobody reads: its reader was content with less. */
  void want() {
    wanted = true;
  }

  /** Nobody reads: goes on only if somebody is about to, or it is wanted anyway. */
  @Override
  public void unread() {
    if (over || unopened.get() > 0) {
      return;
    }
    StoredAnswer filling = answer;
    if (filling == null) {
      if (!wanted && waiters.closeIfNone()) {
        giveUp();
      }
      return;
    }
    boolean goesOn = wanted && filling.body().isKept();
    if (!goesOn && filling.body().failIfUnread(Failure.CLIENT_GONE)) {
      giveUp();
    }
  }

  /** Gives up when nobody but ourselves wants it: the process is leaving. */
  void drain() {
    if (wanted && !over && waiters.isEmpty()) {
      StoredAnswer filling = answer;
      if (filling == null || filling.body().failIfUnread(Failure.DRAIN_CUT)) {
        giveUp();
      }
    }
  }

  private void giveUp() {
    waiters.close();
    calls.cancel();
    finish();
  }

  /** Another fetch is joined in its stead; it never began. */
  void discard() {
    waiters.close();
    over = true;
    validating.drop();
  }

  // --- asking ---------------------------------------------------------------------------------

  /**
   * Asks other replicas, then the upstream.
   *
   * @param reason to be counted when the upstream is called
   */
  void begin(Forward reason) {
    why = reason;
    owner.began(this);
    if (owner.elsewhere().isNowhere()) {
      call();
      return;
    }
    calls.lookElsewhere();
    owner.elsewhere().find(here(), owner.wallMillis(), this::found);
  }

  private Elsewhere.Wanted here() {
    return new Elsewhere.Wanted(flavour.plan(), flavour.key(), request, facts::secondaryKey);
  }

  /** What another replica had that is fresh, or null. */
  private void found(@Nullable StoredAnswer kept) {
    if (kept == null) {
      call();
      return;
    }
    if (!over) {
      owner.store().put(flavour.key(), kept, calls.since());
      List<Waiter> told = waiters.close();
      finish();
      owner.tell(told, kept, FetchResult.Found::new);
    }
    kept.release();
  }

  private void call() {
    if (!over) {
      counts.forwarded(why);
      ask();
    }
  }

  private void ask() {
    if (!over) {
      calls.ask(validating.answer(), this);
    }
  }

  @Override
  public void sending() {
    calls.sending();
  }

  @Override
  public void informational(ResponseHead informational) {
    // Hints are for the one who asked; those who share a call have asked at other times.
  }

  @Override
  public void switched(ResponseHead head, UpstreamStream.Tunnel tunnel) {
    tunnel.fromUpstream().cancel();
    failed(Failure.UPSTREAM_PROTOCOL);
  }

  /** Nobody was handed anything: asked once more, or everybody is told. */
  @Override
  public void failed(Failure failure) {
    if (over) {
      return;
    }
    if ((wanted || !waiters.isEmpty()) && calls.mayTryAgain(failure)) {
      origin.triedAgain(failure);
      calls.again(this::ask);
      return;
    }
    validating.failed();
    List<Waiter> told = waiters.close();
    finish();
    owner.tell(told, new FetchResult.Failed(failure));
  }

  // --- the answer -----------------------------------------------------------------------------

  @Override
  public void response(ResponseHead head, BodySource body) {
    if (over) {
      body.cancel();
      return;
    }
    StoredAnswer asked = validating.confirmedBy(head);
    if (asked != null) {
      body.cancel();
      notModified(head, asked);
      return;
    }
    long now = owner.wallMillis();
    Storing storing = facts.judge(head, calls.requestMillis(), now);
    if (storing instanceof Storable storable) {
      Filler made = new Filler(this, head, body, storable, now);
      filler = made;
      body.start(made);
      owner.execute(this::filling);
    } else {
      keepToOne(head, body, ((NotStorable) storing).refusal());
    }
  }

  private void notModified(ResponseHead head, StoredAnswer asked) {
    long now = owner.wallMillis();
    StoredAnswer fresh = facts.confirmed(asked, head, calls.requestMillis(), now);
    if (fresh == null) {
      // It confirms something else, or what it confirms is gone.
      validating.drop();
      calls.again(this::ask);
      return;
    }
    counts.revalidated(Revalidated.NOT_MODIFIED);
    AnswerFacts kept = fresh.facts();
    ResponseHead judged = new ResponseHead(kept.status(), kept.reason(), kept.fields());
    boolean storable = facts.judge(judged, calls.requestMillis(), now) instanceof Storable;
    if (storable) {
      owner.store().replace(flavour.key(), asked, fresh, calls.since());
      owner.elsewhere().keep(here(), fresh, now);
    } else {
      owner.store().remove(flavour.key(), asked);
    }
    List<Waiter> told = waiters.close();
    finish();
    owner.tell(told, fresh, FetchResult.Confirmed::new);
    fresh.release();
  }

  /** The body that is being filled, which everybody reads from now on; null when it is over. */
  @Nullable SharedBody filling() {
    Filler begun = filler;
    if (begun != null && answer == null && !over) {
      share(begun);
    }
    StoredAnswer filled = answer;
    return over || filled == null ? null : filled.body();
  }

  /** Everybody reads it. */
  private void share(Filler begun) {
    ResponseHead head = begun.head();
    validating.answered(head);
    SharedBody shared =
        owner.store().newBody(begun.body().length(), facts.mostBytes(head), owner.executor(), this);
    AnswerFacts kept =
        facts.of(head, begun.storable(), calls.requestMillis(), begun.answeredMillis());
    StoredAnswer made = new StoredAnswer(kept, shared);
    made.took(calls.tookNanos());
    answer = made;
    unopened.incrementAndGet();
    Waiter first = waiters.first();
    for (Waiter each : waiters.share(made)) {
      if (made.tryRetain()) {
        expectReader();
        owner.tell(each, new FetchResult.Shared(this, made, each == first ? head : null));
      }
    }
    opened();
  }

  /** The first client takes it as it streams, everybody else goes on alone. */
  private void keepToOne(ResponseHead head, BodySource body, Refusal refusal) {
    validating.answered(head);
    boolean error = Freshness.isError(head.status());
    StoredAnswer outdated = validating.answer();
    if (outdated != null && !error) {
      owner.store().remove(flavour.key(), outdated);
    }
    if (!error) {
      owner.store().passUntil(flavour.key(), owner.wallMillis() + PASS_MILLIS);
    }
    Waiter first = waiters.first();
    List<Waiter> told = waiters.close();
    Waiter taker = told.isEmpty() || told.get(0) != first ? null : first;
    finish();
    for (Waiter each : told) {
      if (each != taker) {
        owner.tell(each, new FetchResult.Released(head.status(), refusal));
      }
    }
    if (taker != null) {
      taker.told(new FetchResult.Yours(head, new Counted(body, origin), refusal));
    } else {
      body.cancel();
    }
  }

  /** The body is complete, and stored if all of it was kept, or has broken off. */
  void filled() {
    StoredAnswer filled = answer;
    if (filled != null
        && filled.body().isWhole()
        && owner.store().put(flavour.key(), filled, calls.since())) {
      counts.stored();
      owner.elsewhere().keep(here(), filled, owner.wallMillis());
    }
    waiters.close();
    finish();
  }

  /** The answer breaks off: nobody was told of it, or all break off with it. */
  void brokenOff(Failure failure) {
    StoredAnswer filled = answer;
    if (filled == null) {
      filler = null;
      failed(failure == Failure.RESPONSE_CUT ? Failure.UPSTREAM_RESET : failure);
    } else if (!over) {
      filled.body().fail(failure);
      filled();
    }
  }

  @Override
  public void resume() {
    Filler filling = filler;
    if (filling != null && !over) {
      filling.body().resume();
    }
  }

  // --- the end --------------------------------------------------------------------------------

  private void finish() {
    over = true;
    owner.ended(this);
    validating.drop();
    StoredAnswer filled = answer;
    answer = null;
    Filler through = filler;
    if (filled != null && through != null) {
      origin.received(through.received());
      filled.release();
    }
  }
}
