package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.cache.CachedExchange.Source;
import dev.mynah.agent.reuse.rules.CacheStatus;
import dev.mynah.agent.reuse.rules.CacheStatus.Forward;
import dev.mynah.agent.reuse.rules.Freshness;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.serve.Preconditions;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Outcome;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Role;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.EncodedHead;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.ledger.HitMethod;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers to one request, says in {@code Cache-Status} where they come from, and counts. Its
 * event loop only.
 */
final class Giving {
  private static final String NAME = "mynah";
  private static final long MILLIS = 1_000;
  private static final int NOT_MODIFIED = 304;

  private final LoopCache loop;
  private final CachePlan plan;
  private final CachedExchange exchange;
  private final CacheCounts counts;
  private @Nullable CacheKey key;

  Giving(LoopCache loop, CachePlan plan, CachedExchange exchange) {
    this.loop = loop;
    this.plan = plan;
    this.exchange = exchange;
    this.counts = loop.counts(plan.target().routeId());
  }

  CacheCounts counts() {
    return counts;
  }

  void keyIs(CacheKey looked) {
    key = looked;
  }

  /** What the answer's {@code Cache-Status} says; with the key for those who asked to be told. */
  private void say(CacheStatus status) {
    CacheKey looked = key;
    if (looked != null && exchange.isExplained()) {
      status.key(looked.toString());
    }
    exchange.decided(status);
  }

  // --- not from store -------------------------------------------------------------------------

  /** The request is handed on as it stands. */
  void forwarded(Forward why, String detail) {
    counts.forwarded(why);
    say(detailed(CacheStatus.forward(NAME, why), detail));
  }

  /** The request is answered with a failure, without a call. */
  void refused(String detail) {
    say(CacheStatus.neither(NAME).detail(detail));
  }

  /** The call came to nothing. */
  void failed(Forward why) {
    say(CacheStatus.forward(NAME, why));
  }

  /** An answer that is this request's alone. */
  void own(FetchResult.Yours yours, Forward why) {
    say(CacheStatus.forward(NAME, why).detail(yours.refusal().word()));
    exchange.respond(yours.head(), yours.body(), Source.CALL);
  }

  private static CacheStatus detailed(CacheStatus status, String detail) {
    return detail.isEmpty() ? status : status.detail(detail);
  }

  // --- from store -----------------------------------------------------------------------------

  /** As it stands, and stale. The reference is taken over. */
  void staleHit(StoredAnswer answer, Reckoned reckoned) {
    counts.stale();
    hit(answer, reckoned);
  }

  /** As it stands. The reference is taken over. */
  void hit(StoredAnswer answer, Reckoned reckoned) {
    long now = loop.wallMillis();
    counts.hit();
    counts.savedCall(answer.tookNanos());
    answer.used(now);
    ByteBuf whole = exchange.isAlike() && reckoned.sameForAll() ? answer.body().single() : null;
    if (whole != null && isPlain(answer, reckoned)) {
      byte[] head = encodedHead(answer, reckoned, whole, now);
      boolean bodiless = exchange.head().method() == HitMethod.HEAD;
      counts.savedBytes(bodiless ? 0 : whole.readableBytes());
      exchange.respondEncoded(new HitAnswer(answer.facts().status(), head, whole));
      answer.release();
      return;
    }
    long ttlSeconds = reckoned.freshness().ttlSeconds(now);
    stored(answer, CacheStatus.hit(NAME).ttlSeconds(ttlSeconds));
  }

  private boolean isPlain(StoredAnswer answer, Reckoned reckoned) {
    RequestHead head = exchange.head();
    int status = answer.facts().status();
    return Preconditions.evaluate(head, status, reckoned.representation(), Role.CACHE)
        == Outcome.PROCEED;
  }

  private byte[] encodedHead(StoredAnswer answer, Reckoned reckoned, ByteBuf body, long now) {
    long second = now / MILLIS;
    EncodedHead kept = answer.encoded();
    if (kept != null && kept.isFor(second, plan)) {
      return kept.bytes();
    }
    AnswerFacts facts = answer.facts();
    Freshness freshness = reckoned.freshness();
    ResponseHead head = new ResponseHead(facts.status(), facts.reason(), aged(facts, freshness));
    CacheStatus.hit(NAME).ttlSeconds(freshness.ttlSeconds(now)).appendTo(head.fields());
    exchange.finishStored(head, body);
    byte[] encoded = HitAnswer.encode(head, body.readableBytes(), now);
    answer.keepEncoded(new EncodedHead(second, plan, encoded));
    return encoded;
  }

  /** The stored fields with the age that they have now (RFC 9111 section 5.1). */
  private Fields aged(AnswerFacts facts, Freshness freshness) {
    Fields fields = facts.fields().copy();
    return fields.set(CacheFields.AGE, Long.toString(freshness.ageSeconds(loop.wallMillis())));
  }

  /** The origin says that it still holds. The reference is taken over. */
  void confirmed(StoredAnswer answer, Forward why, boolean first) {
    CacheStatus status = CacheStatus.forward(NAME, why).forwardStatus(NOT_MODIFIED);
    if (!first) {
      counts.collapsed();
      counts.savedCall(answer.tookNanos());
      status.collapsed();
    }
    long ttlSeconds = Reckoned.of(answer, plan).freshness().ttlSeconds(loop.wallMillis());
    answer.used(loop.wallMillis());
    stored(answer, status.ttlSeconds(ttlSeconds));
  }

  /**
   * The origin failed. The reference is taken over.
   *
   * @param failedWith the status it failed with; 0 for none
   */
  void staleOnError(StoredAnswer answer, Forward why, int failedWith) {
    counts.stale();
    CacheStatus status = CacheStatus.forward(NAME, why);
    if (failedWith > 0) {
      status.forwardStatus(failedWith);
    }
    long ttlSeconds = Reckoned.of(answer, plan).freshness().ttlSeconds(loop.wallMillis());
    stored(answer, status.ttlSeconds(ttlSeconds).detail("stale-if-error"));
  }

  private void stored(StoredAnswer answer, CacheStatus status) {
    Reckoned reckoned = Reckoned.of(answer, plan);
    Fields fields = aged(answer.facts(), reckoned.freshness());
    StoredReply reply = making(answer, reckoned, fields).make();
    answer.release();
    if (reply == null) {
      // A whole body that somebody holds a reference to can be read.
      throw new IllegalStateException("a stored body cannot be read");
    }
    say(status);
    BodySource body = new FollowedBody(reply.body(), counts, true);
    exchange.respond(reply.head(), body, Source.STORE);
  }

  private StoredReply.Making making(StoredAnswer answer, Reckoned reckoned, Fields fields) {
    return new StoredReply.Making(
        exchange.head(),
        answer,
        reckoned.representation(),
        fields,
        loop.executor(),
        this::fellBehind,
        loop::boundary);
  }

  /** The head is out, and what should follow has gone by. */
  private void fellBehind() {
    counts.reset();
    exchange.refuse(Failure.FELL_BEHIND);
  }

  // --- from a call that is shared -------------------------------------------------------------

  /**
   * Follows an answer on its way in. The result's reference is taken over.
   *
   * @return false when its beginning has gone by
   */
  boolean shared(FetchResult.Shared shared, Forward why, boolean first) {
    StoredAnswer answer = shared.answer();
    Reckoned reckoned = Reckoned.of(answer, plan);
    boolean kept = answer.body().isKept();
    StoredReply reply = making(answer, reckoned, fields(shared, reckoned)).make();
    long tookNanos = answer.tookNanos();
    if (reply != null && reply.isLess()) {
      shared.fetch().want();
    }
    shared.drop();
    if (reply == null) {
      return false;
    }
    CacheStatus status = CacheStatus.forward(NAME, why);
    if (kept) {
      status.stored();
    }
    if (!first) {
      counts.collapsed();
      counts.savedCall(tookNanos);
      status.collapsed();
    }
    say(status);
    BodySource body = new FollowedBody(reply.body(), counts, !first);
    exchange.respond(reply.head(), body, first ? Source.CALL : Source.STORE);
    return true;
  }

  /** The one whose request it was gets what is not stored too: its cookies. */
  private Fields fields(FetchResult.Shared shared, Reckoned reckoned) {
    ResponseHead original = shared.original();
    if (original == null) {
      return aged(shared.answer().facts(), reckoned.freshness());
    }
    Fields fields = original.fields().copy();
    fields.remove(FieldName.CONTENT_LENGTH);
    return fields;
  }
}
