package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.rules.CacheStatus.Forward;
import dev.mynah.agent.reuse.rules.Freshness;
import dev.mynah.agent.reuse.rules.Use;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Resource;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.ledger.HitMethod;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request at a route of a cached upstream: what may be given from store, what has to be asked,
 * and what becomes of it. Its event loop only.
 *
 * <pre>
 *  begin -> bypass, or look -> hit
 *                -> ask, alone or with others -> told -> given, or looked for once more
 * </pre>
 */
public final class CachedRequest implements Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(CachedRequest.class);

  /** How often it is looked for before it goes on alone. */
  private static final int MOST_LOOKS = 3;

  private static final int FIRST_ERROR = 400;

  private final LoopCache loop;
  private final CachePlan plan;
  private final CachedExchange exchange;
  private final Giving giving;
  private RequestDirectives directives = RequestDirectives.NONE;
  private @Nullable CacheKey key;
  private final StaleStock stale;
  private final VariantChoice variants;
  private @Nullable Fetch waitingFor;
  private Forward why = Forward.URI_MISS;
  private boolean first;
  private boolean gone;
  private int looks;

  CachedRequest(LoopCache loop, CachePlan plan, CachedExchange exchange) {
    this.loop = loop;
    this.plan = plan;
    this.exchange = exchange;
    this.giving = new Giving(loop, plan, exchange);
    this.stale = new StaleStock(plan);
    this.variants = new VariantChoice(loop, plan, exchange);
  }

  /** Answers the request, now or later. */
  public void begin() {
    if (!plan.stores()) {
      exchange.forward();
      return;
    }
    RequestHead head = exchange.head();
    directives = RequestDirectives.of(head.fields());
    String bypass = RequestTraits.bypass(exchange, directives);
    if (head.method() != HitMethod.GET && head.method() != HitMethod.HEAD) {
      pass(Forward.METHOD, "");
    } else if (bypass.isEmpty()) {
      key = exchange.key(plan);
      giving.keyIs(key);
      giving.counts().lookup();
      look();
    } else if (directives.onlyIfCached()) {
      unavailable();
    } else {
      pass(Forward.BYPASS, bypass);
    }
  }

  private Fields fields() {
    return exchange.head().fields();
  }

  private CacheKey key() {
    if (key == null) {
      throw new IllegalStateException("the request was not looked up");
    }
    return key;
  }

  /** The client is gone. */
  public void gone() {
    gone = true;
    Fetch fetch = waitingFor;
    waitingFor = null;
    if (fetch != null) {
      fetch.leave(this);
    }
    stale.drop();
  }

  /** The upstream answered the request as it was handed on; the head is still the upstream's. */
  public void passed(ResponseHead answer) {
    loop.cache().answered(plan, exchange, answer);
  }

  // --- looking --------------------------------------------------------------------------------

  private void look() {
    looks++;
    Resource resource = loop.store().find(key());
    StoredAnswer found = resource == null ? null : resource.select(variants);
    if (found != null && found.tryRetain()) {
      consider(found);
    } else {
      miss(resource);
    }
  }

  private void consider(StoredAnswer found) {
    Reckoned reckoned = Reckoned.of(found, plan);
    switch (use(found, reckoned)) {
      case FRESH -> giving.hit(found, reckoned);
      case STALE -> giving.staleHit(found, reckoned);
      case STALE_WHILE_REVALIDATE -> {
        revalidateBehind(found);
        giving.staleHit(found, reckoned);
      }
      case VALIDATE -> ask(Forward.STALE, found, false);
      case VALIDATE_FOR_REQUEST -> ask(Forward.REQUEST, found, false);
      case UNAVAILABLE -> {
        found.release();
        unavailable();
      }
    }
  }

  private Use use(StoredAnswer found, Reckoned reckoned) {
    if (found.isMarkedStale()) {
      return directives.onlyIfCached() ? Use.UNAVAILABLE : Use.VALIDATE;
    }
    return reckoned.freshness().use(directives, loop.wallMillis());
  }

  private void miss(@Nullable Resource resource) {
    boolean known = resource != null && !resource.variants().isEmpty();
    Forward reason = known ? Forward.VARY_MISS : Forward.URI_MISS;
    boolean passed = resource != null && resource.isPassed(loop.wallMillis());
    if (directives.onlyIfCached()) {
      unavailable();
    } else if (exchange.head().method() == HitMethod.HEAD
        || passed && RequestTraits.isConditional(fields())) {
      pass(reason, "");
    } else {
      ask(reason, null, passed);
    }
  }

  private void unavailable() {
    giving.refused("only-if-cached");
    exchange.refuse(Failure.NOT_CACHED);
  }

  /** Hands the request on as it stands. */
  private void pass(Forward reason, String detail) {
    stale.drop();
    giving.forwarded(reason, detail);
    exchange.forward();
  }

  // --- asking ---------------------------------------------------------------------------------

  /** Joins the call that brings the answer, or makes it. */
  private void ask(Forward reason, @Nullable StoredAnswer found, boolean alone) {
    why = reason;
    stale.keep(found);
    boolean shares = plan.coalesces() && !alone;
    Flavour flavour = variants.flavour(key());
    Fetch known = shares ? loop.cache().fetches().find(flavour) : null;
    if (known != null && joins(known)) {
      return;
    }
    Flavour learnt = known == null ? flavour : variants.flavour(key());
    if (!learnt.equals(flavour)) {
      // What it could not join has told what answers depend on.
      flavour = learnt;
      known = loop.cache().fetches().find(flavour);
      if (known != null && joins(known)) {
        return;
      }
    }
    if (found == null && looks == 1 && isStoredByNow()) {
      look();
      return;
    }
    Fetch mine = fetch(flavour, found, false);
    mine.join(this);
    Fetch chosen = shares && known == null ? loop.cache().fetches().add(mine) : mine;
    if (chosen != mine) {
      mine.discard();
      if (joins(chosen)) {
        return;
      }
      mine = fetch(flavour, found, false);
      mine.join(this);
    }
    first = true;
    waitingFor = mine;
    mine.begin(reason);
  }

  /** A fetch that ended between the look at the store and the look at the fetches has stored. */
  private boolean isStoredByNow() {
    Resource resource = loop.store().find(key());
    return resource != null && resource.select(variants) != null;
  }

  private Fetch fetch(Flavour flavour, @Nullable StoredAnswer found, boolean behind) {
    return RequestCopy.fetch(loop, flavour, exchange, directives.onlyIfCached(), found, behind);
  }

  /** One at a time, and none that would hold up the end of the process. */
  private void revalidateBehind(StoredAnswer found) {
    Flavour flavour = variants.flavour(key());
    if (loop.isDraining() || loop.cache().fetches().find(flavour) != null) {
      return;
    }
    Fetch behind = fetch(flavour, found, true);
    if (loop.cache().fetches().add(behind) == behind) {
      behind.begin(Forward.STALE);
    } else {
      behind.discard();
    }
  }

  private boolean joins(Fetch fetch) {
    FetchResult now = fetch.join(this);
    if (now instanceof FetchResult.Pending) {
      waitingFor = fetch;
      return true;
    }
    if (now instanceof FetchResult.Shared shared) {
      if (isUsableLate(shared.answer())) {
        shared(shared);
        return true;
      }
      variants.learn(shared.answer());
    }
    now.drop();
    return false;
  }

  /** Whether an answer may be given that was asked for before this request came. */
  private boolean isUsableLate(StoredAnswer answer) {
    return variants.selects(answer) && use(answer, Reckoned.of(answer, plan)).servesNow();
  }

  // --- told -----------------------------------------------------------------------------------

  @Override
  public Executor loop() {
    return loop.executor();
  }

  @Override
  public void told(FetchResult result) {
    waitingFor = null;
    if (gone) {
      result.drop();
      return;
    }
    try {
      if (result instanceof FetchResult.Shared shared) {
        shared(shared);
      } else if (result instanceof FetchResult.Yours yours) {
        yours(yours);
      } else if (result instanceof FetchResult.Confirmed confirmed) {
        confirmed(confirmed);
      } else if (result instanceof FetchResult.Found found) {
        found(found);
      } else if (result instanceof FetchResult.Released released) {
        released(released);
      } else if (result instanceof FetchResult.Failed failed) {
        failed(failed.failure());
      }
    } catch (RuntimeException bug) {
      LOG.error("a cached request failed inside the sidecar", bug);
      exchange.refuse(Failure.INTERNAL);
    }
  }

  private void shared(FetchResult.Shared shared) {
    StoredAnswer answer = shared.answer();
    if (!first && !variants.selects(answer)) {
      variants.learn(answer);
      shared.drop();
      again();
    } else if (Freshness.isError(answer.facts().status())
        && stale.servesOnError(directives, loop.wallMillis())) {
      shared.drop();
      giveStale(answer.facts().status());
    } else if (RequestTraits.isRanged(fields()) && !answer.body().isKept()) {
      // All of it would go by for the sake of a part.
      loop.store().passUntil(key(), loop.wallMillis() + Fetch.PASS_MILLIS);
      shared.drop();
      pass(why, "too-large");
    } else {
      stale.drop();
      if (!giving.shared(shared, why, first)) {
        pass(why, "behind");
      }
    }
  }

  /** What was shared is not for this request: perhaps by now there is something that is. */
  private void again() {
    stale.drop();
    if (looks < MOST_LOOKS) {
      look();
    } else {
      ask(Forward.VARY_MISS, null, true);
    }
  }

  private void yours(FetchResult.Yours yours) {
    int status = yours.head().status();
    if (Freshness.isError(status) && stale.servesOnError(directives, loop.wallMillis())) {
      yours.drop();
      giveStale(status);
    } else if (status < FIRST_ERROR && RequestTraits.isConditional(fields())) {
      // It was asked for without what the client had asked.
      yours.drop();
      pass(why, yours.refusal().word());
    } else {
      stale.drop();
      giving.own(yours, why);
    }
  }

  private void confirmed(FetchResult.Confirmed confirmed) {
    stale.drop();
    if (variants.selects(confirmed.answer())) {
      giving.confirmed(confirmed.answer(), why, first);
    } else {
      confirmed.drop();
      again();
    }
  }

  private void found(FetchResult.Found found) {
    if (isUsableLate(found.answer())) {
      stale.drop();
      giving.hit(found.answer(), Reckoned.of(found.answer(), plan));
    } else {
      found.drop();
      again();
    }
  }

  private void released(FetchResult.Released released) {
    if (Freshness.isError(released.status())
        && stale.servesOnError(directives, loop.wallMillis())) {
      giveStale(released.status());
    } else {
      pass(why, released.refusal().word());
    }
  }

  private void failed(Failure failure) {
    if (stale.servesOnError(directives, loop.wallMillis())) {
      giveStale(0);
      return;
    }
    boolean forbidden = failure.kind() == Failure.Kind.UPSTREAM && stale.isForbidden();
    stale.drop();
    giving.failed(why);
    exchange.refuse(forbidden ? Failure.STALE_FORBIDDEN : failure);
  }

  private void giveStale(int status) {
    giving.staleOnError(stale.take(), why, status);
  }
}
