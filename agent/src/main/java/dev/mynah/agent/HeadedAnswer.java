package dev.mynah.agent;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.headers.Asked;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.reuse.headers.Said;
import dev.mynah.agent.reuse.rules.serve.NotModified;
import dev.mynah.agent.reuse.rules.serve.Preconditions;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Role;
import dev.mynah.agent.reuse.rules.serve.Representation;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a route that says something about storing its answers, on its way out: it gets its
 * fields, and a client that has it already is told so. A short body without a tag is read to its
 * end first, for the tag is made of it. Event loop only; releases what it read when it is {@link
 * #gone}.
 */
final class HeadedAnswer implements BodySink {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int PRECONDITION_FAILED = 412;

  private final Exchange exchange;
  private final CachingHeaders caching;
  private final Outcome outcome;
  private ResponseHead head;
  private @Nullable BodySource reading;
  private @Nullable ByteBuf held;

  HeadedAnswer(Exchange exchange, CachingHeaders caching, ResponseHead head, Outcome outcome) {
    this.exchange = exchange;
    this.caching = caching;
    this.head = head;
    this.outcome = outcome;
  }

  /** Whether the body of an answer is at hand and not the news of a failure. */
  static boolean concerns(Outcome outcome) {
    return switch (outcome) {
      case MOCK, PROXIED, CACHE, DEDUP -> true;
      default -> false;
    };
  }

  /** Sends the answer, now or when its body is here. */
  void send(BodySource body) {
    if (!isHeld(body)) {
      conclude(body);
      return;
    }
    // Whoever decoded the head may use its fields again once the body is over.
    head = copy(head);
    reading = body;
    held = ByteBufAllocator.DEFAULT.directBuffer((int) body.length());
    body.start(this);
  }

  private static ResponseHead copy(ResponseHead of) {
    ResponseHead copy = new ResponseHead(of.status(), of.reason(), of.fields().copy());
    copy.begin(of.status(), of.reason(), of.version());
    return copy;
  }

  private boolean isHeld(BodySource body) {
    return outcome != Outcome.MOCK
        && exchange.head().method() == HitMethod.GET
        && body.length() >= 0
        && body.length() <= CachingHeaders.MOST_HELD_BYTES
        && caching.lacksTag(head.status(), head.fields());
  }

  @Override
  public boolean data(ByteBuf chunk) {
    ByteBuf into = held;
    if (into != null) {
      into.writeBytes(chunk);
    }
    chunk.release();
    return into != null;
  }

  @Override
  public void end(Fields trailers) {
    ByteBuf whole = held;
    reading = null;
    held = null;
    if (whole != null) {
      caching.tag(head.status(), head.fields(), whole.nioBuffer());
      conclude(Bodies.of(whole));
    }
  }

  @Override
  public void failed(Failure failure) {
    reading = null;
    release();
    // Nothing has gone out yet, so there is still somebody to be told.
    exchange.failed(failure == Failure.RESPONSE_CUT ? Failure.UPSTREAM_RESET : failure);
  }

  /** The client is gone. */
  void gone() {
    BodySource body = reading;
    reading = null;
    if (body != null) {
      body.cancel();
    }
    release();
  }

  private void release() {
    ByteBuf dropped = held;
    held = null;
    if (dropped != null) {
      dropped.release();
    }
  }

  private void conclude(BodySource body) {
    RequestHead request = exchange.head();
    Said said = outcome == Outcome.MOCK ? Said.BY_THE_ROUTE : Said.BY_A_SERVICE;
    Fields fields = head.fields();
    caching.describe(Asked.by(request), said, head.status(), fields);
    switch (conditions(request)) {
      case NOT_MODIFIED -> {
        NotModified.reduce(fields);
        body.cancel();
        exchange.send(changed(NOT_MODIFIED), Bodies.EMPTY, outcome);
      }
      case FAILED -> {
        CachingHeaders.strip(fields);
        body.cancel();
        exchange.send(changed(PRECONDITION_FAILED), Bodies.EMPTY, outcome);
      }
      default -> exchange.send(head, body, outcome);
    }
  }

  private Preconditions.Outcome conditions(RequestHead request) {
    if (!caching.heedsConditions() || !Asked.reads(request) || head.status() != OK) {
      return Preconditions.Outcome.PROCEED;
    }
    Representation present = Representation.of(head.fields(), exchange.wallMillis());
    return Preconditions.evaluate(request, OK, present, Role.ORIGIN);
  }

  private ResponseHead changed(int status) {
    head.begin(status, null, head.version());
    return head;
  }
}
