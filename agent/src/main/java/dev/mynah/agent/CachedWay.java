package dev.mynah.agent;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.cache.CachedExchange;
import dev.mynah.agent.reuse.cache.CachedRequest;
import dev.mynah.agent.reuse.cache.Origin;
import dev.mynah.agent.reuse.headers.Asked;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.reuse.headers.Said;
import dev.mynah.agent.reuse.rules.CacheStatus;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.agent.upstream.forward.HeadBytes;
import dev.mynah.ledger.Outcome;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The way of an exchange that goes through the cache before it goes upstream. Event loop only. */
final class CachedWay implements CachedExchange {
  private final Exchange exchange;
  private final LoopTools tools;
  private final ForwardPlan forward;
  private final CachedRequest request;
  private @Nullable CacheStatus status;
  private long waitedNanos = -1;

  CachedWay(Exchange exchange, LoopTools tools, CachePlan plan, ForwardPlan forward) {
    this.exchange = exchange;
    this.tools = tools;
    this.forward = forward;
    this.request = tools.cache().request(plan, this);
  }

  void begin() {
    request.begin();
  }

  /** The client is gone. */
  void gone() {
    request.gone();
  }

  /** The upstream answered the request as it was handed on; nothing was rewritten yet. */
  void answered(ResponseHead answer) {
    request.passed(answer);
    describe(answer.fields());
  }

  /** Says in an answer what the cache did. */
  void describe(Fields answer) {
    CacheStatus said = status;
    if (said != null) {
      said.appendTo(answer);
    }
  }

  /** How long a call that is made for this request was waited for; -1 when there is none. */
  long upstreamNanos() {
    return waitedNanos;
  }

  /** What the cache did; empty when it had nothing to do with the answer. */
  String explanation() {
    CacheStatus said = status;
    return said == null ? "" : said.toString();
  }

  // --- what the cache sees --------------------------------------------------------------------

  @Override
  public RequestHead head() {
    return exchange.head();
  }

  @Override
  public boolean hasBody() {
    return exchange.content().body().length() != 0;
  }

  @Override
  public boolean asksUpgrade() {
    return ForwardPlan.asksUpgrade(head());
  }

  @Override
  public boolean isAlike() {
    CachingHeaders caching = RoutePlan.cachingOf(exchange.plan());
    return exchange.isAlike() && (caching == null || caching.isAlike(head()));
  }

  @Override
  public boolean isExplained() {
    return exchange.isExplained();
  }

  @Override
  public CacheKey key(CachePlan plan) {
    HeadBytes text = writeTarget();
    return plan.key(head(), text.array(), text.size());
  }

  @Override
  public String target() {
    HeadBytes text = writeTarget();
    return new String(text.array(), 0, text.size(), StandardCharsets.ISO_8859_1);
  }

  private HeadBytes writeTarget() {
    HeadBytes text = tools.text();
    text.clear();
    forward.writeTarget(head(), text);
    return text;
  }

  @Override
  public Origin origin() {
    return new UpstreamOrigin(
        tools.upstreams(),
        tools.counters().upstream(forward.upstream().name()),
        forward,
        exchange.client().peer(),
        exchange.client().local());
  }

  @Override
  public void finishStored(ResponseHead head, ByteBuf body) {
    forward.finishStored(forwardRequest(), head);
    CachingHeaders caching = RoutePlan.cachingOf(exchange.plan());
    if (caching != null) {
      if (body.readableBytes() <= CachingHeaders.MOST_HELD_BYTES) {
        caching.tag(head.status(), head.fields(), body.nioBuffer());
      }
      caching.describe(Asked.READ, Said.BY_A_SERVICE, head.status(), head.fields());
    }
  }

  private ForwardRequest forwardRequest() {
    return new ForwardRequest(forward, head(), exchange.client().peer(), exchange.client().local());
  }

  @Override
  public void respondEncoded(EncodedAnswer answer) {
    exchange.respondEncoded(answer, Outcome.CACHE);
  }

  @Override
  public void respond(ResponseHead head, BodySource body, Source source) {
    describe(head.fields());
    if (source == Source.CALL) {
      forward.finish(forwardRequest(), head);
      exchange.respond(head, body, Outcome.PROXIED);
    } else {
      forward.finishStored(forwardRequest(), head);
      exchange.respond(head, body, Outcome.CACHE);
    }
  }

  @Override
  public void forward() {
    exchange.forward(forward);
  }

  @Override
  public void refuse(Failure failure) {
    exchange.failed(failure);
  }

  @Override
  public void decided(CacheStatus now) {
    status = now;
    if (now.isForwarded()) {
      waitedNanos = tools.timers().nanoTime() - exchange.startNanos();
    }
  }
}
