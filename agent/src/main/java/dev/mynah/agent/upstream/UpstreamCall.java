package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.UpstreamEvents.RetryReason;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.agent.upstream.forward.Shape;
import dev.mynah.ledger.HitMethod;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an upstream, over as many connections as it takes. It is the sink of
 * the client's body, so that a body begun on one connection goes on over the next. Event loop only.
 *
 * <p>One object per request, with its links to the time limits and the pool's queue in it: a later
 * request must not be reachable through a stream that somebody still holds.
 */
final class UpstreamCall extends Sweep.Watched implements UpstreamStream, BodySink {
  /** How long a body is held back for a 100 that does not come (RFC 9110 section 10.1.1). */
  static final long CONTINUE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long an upstream may go on after the client's half of a tunnel ended. */
  static final long TUNNEL_LINGER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int CONTINUE = 100;
  private static final int FIRST_ERROR = 400;

  private enum Phase {
    /** Waits for a connection. */
    WAITING,
    /** Has a connection and no answer yet. */
    ASKING,
    /** The answer's head was told. */
    ANSWERED,
    TUNNEL,
    OVER
  }

  private enum Upload {
    NOT_STARTED,
    /** Held back until the upstream says 100. */
    HELD,
    RUNNING,
    /** Complete, or broken off. */
    ENDED
  }

  private final UpstreamPool pool;
  private final ForwardRequest request;
  private final Listener listener;
  private final Link<UpstreamCall> link = new Link<>(this);
  private final boolean upgrade;
  private final CallLimits limits;
  private final Repeats repeats;
  private final long startNanos;
  private BodySource body;
  private Phase phase = Phase.WAITING;
  private Upload upload = Upload.NOT_STARTED;
  private @Nullable Http1Connection connection;
  private @Nullable Http1Connection last;
  private @Nullable ResponseBody answer;
  private @Nullable SentBody sent;
  private boolean uploadComplete;
  private int status;
  private long sentAtNanos;
  private long firstByteNanos = -1;

  UpstreamCall(
      UpstreamPool pool,
      ForwardRequest request,
      BodySource body,
      CallLimits limits,
      Listener listener) {
    super(pool.sweep());
    this.pool = pool;
    this.request = request;
    this.body = body;
    this.limits = limits;
    this.listener = listener;
    this.upgrade = ForwardPlan.asksUpgrade(request.head());
    int mostRetries = pool.spec().config().retry().attempts();
    this.repeats = new Repeats(request.head().method(), limits.sendings(), mostRetries);
    this.startNanos = pool.now();
  }

  Link<UpstreamCall> link() {
    return link;
  }

  boolean isHead() {
    return request.head().method() == HitMethod.HEAD;
  }

  boolean asksUpgrade() {
    return upgrade;
  }

  void start() {
    watch();
    pool.entered();
    pool.acquire(this);
  }

  // Asking.

  /** Takes a connection and sends the request, or sends it once more. */
  void connected(Http1Connection taken) {
    connection = taken;
    last = taken;
    phase = Phase.ASKING;
    repeats.sending();
    listener.sending();
    Shape shape = new Shape(body.length(), upgrade, pool.spec().absoluteForm());
    taken.begin(this, pool.encode(request, shape), shape.bodyBytes());
    if (upload != Upload.NOT_STARTED && upload != Upload.HELD) {
      sendAgain(taken);
    } else if (expectsContinue(shape)) {
      upload = Upload.HELD;
      sentAtNanos = pool.now();
    } else {
      startUpload();
    }
    if (connection == taken) {
      taken.flushBegin();
    }
  }

  private boolean expectsContinue(Shape shape) {
    return shape.bodyBytes() != 0
        && request.head().version() != Version.HTTP_1_0
        && request.head().fields().has(FieldName.EXPECT);
  }

  private void startUpload() {
    upload = Upload.RUNNING;
    body.start(this);
  }

  private void sendAgain(Http1Connection taken) {
    if (sent != null) {
      sent.replay(taken);
    }
    if (uploadComplete) {
      taken.endBody(sent == null ? Fields.NONE : sent.trailers());
      sentAtNanos = pool.now();
    } else {
      body.resume();
    }
  }

  // The client's body, as its sink.

  @Override
  public boolean data(ByteBuf chunk) {
    if (upload != Upload.RUNNING) {
      chunk.release();
      return true;
    }
    hold(chunk);
    if (connection != null) {
      return connection.sendBody(chunk);
    }
    chunk.release();
    if (sent == null || !sent.isComplete()) {
      failed(Failure.UPSTREAM_RESET);
    }
    return false;
  }

  private void hold(ByteBuf chunk) {
    if (!repeats.isRepeatable()) {
      return;
    }
    if (sent == null) {
      sent = new SentBody();
    }
    sent.keep(chunk);
  }

  @Override
  public void end(Fields trailers) {
    if (upload != Upload.RUNNING) {
      return;
    }
    upload = Upload.ENDED;
    uploadComplete = true;
    if (phase == Phase.TUNNEL) {
      endTunnel();
      return;
    }
    Fields passed = ForwardPlan.trailers(trailers);
    if (!passed.isEmpty() && sent != null) {
      sent.end(passed);
    }
    if (connection != null) {
      sentAtNanos = pool.now();
      connection.endBody(passed);
    }
  }

  /** The upstream gave out before the answer, or the client before its request was complete. */
  @Override
  public void failed(Failure failure) {
    if (phase == Phase.OVER) {
      return;
    }
    ResponseBody cut = answer;
    boolean answered = phase == Phase.ANSWERED || phase == Phase.TUNNEL;
    over(failure);
    if (!answered) {
      listener.failed(failure);
    } else if (cut != null) {
      cut.failed(failure);
    }
  }

  /** There is room for more of the body. */
  void writable() {
    if (upload == Upload.RUNNING) {
      body.resume();
    }
  }

  // The answer.

  /** The first byte of an answer is here: from now on the request cannot be sent again. */
  void answerBegan() {
    repeats.never();
    if (sent != null) {
      sent.forget();
    }
  }

  void informational(ResponseHead head) {
    if (head.status() != CONTINUE) {
      listener.informational(head);
      return;
    }
    if (upload == Upload.HELD) {
      listener.informational(head);
      startUpload();
      flush();
    }
  }

  void answered(ResponseHead head, ResponseBody content) {
    phase = Phase.ANSWERED;
    answer = content;
    status = head.status();
    firstByteNanos = pool.now() - startNanos;
    if (status >= FIRST_ERROR || upload == Upload.HELD) {
      stopUpload();
    }
    listener.response(head, content);
  }

  void switched(ResponseHead head, ResponseBody fromUpstream) {
    phase = Phase.TUNNEL;
    answer = fromUpstream;
    status = head.status();
    firstByteNanos = pool.now() - startNanos;
    stopUpload();
    listener.switched(head, new UpstreamTunnel(this, fromUpstream));
  }

  /** The client's bytes of a tunnel go the way of a body. */
  void startTunnel(BodySource fromClient) {
    if (phase != Phase.TUNNEL) {
      fromClient.cancel();
      return;
    }
    body = fromClient;
    uploadComplete = false;
    startUpload();
    flush();
  }

  private void endTunnel() {
    sentAtNanos = pool.now();
    if (connection != null) {
      connection.endTunnel();
    }
  }

  void completed() {
    over(null);
  }

  /**
   * The connection closed without an answer.
   *
   * @param reused whether an earlier call had it
   */
  void connectionLost(boolean reused) {
    connection = null;
    boolean held = sent == null || sent.isComplete();
    RetryReason reason = held ? repeats.lost(reused) : null;
    if (reason == null) {
      failed(Failure.UPSTREAM_RESET);
      return;
    }
    if (reason == RetryReason.DEAD_CONNECTION) {
      pool.distrustIdle();
    }
    again(reason);
  }

  private void again(RetryReason reason) {
    phase = Phase.WAITING;
    pool.events().retried(reason);
    pool.acquire(this);
  }

  @Override
  public Trace trace() {
    return last == null ? Trace.NONE : Trace.of(last.channel.remoteAddress(), repeats.attempts());
  }

  @Override
  public void cancel() {
    if (phase != Phase.OVER) {
      over(Failure.CLIENT_GONE);
    }
  }

  @Override
  void swept(long now) {
    long totalNanos = request.plan().totalNanos();
    if (phase == Phase.TUNNEL) {
      if (uploadComplete && now - sentAtNanos >= TUNNEL_LINGER_NANOS) {
        failed(Failure.RESPONSE_CUT);
      }
    } else if (totalNanos > 0 && now - limits.sinceNanos() >= totalNanos) {
      failed(
          phase == Phase.WAITING && !pool.isConnecting()
              ? Failure.UPSTREAM_BUSY
              : Failure.UPSTREAM_TOTAL_TIMEOUT);
    } else if (phase == Phase.ASKING) {
      sweptAsking(now);
    }
  }

  private void sweptAsking(long now) {
    long firstByteLimit = request.plan().firstByteNanos();
    if (upload == Upload.HELD) {
      if (now - sentAtNanos >= CONTINUE_WAIT_NANOS) {
        startUpload();
        flush();
      }
    } else if (uploadComplete && firstByteLimit > 0 && now - sentAtNanos >= firstByteLimit) {
      failed(Failure.UPSTREAM_FIRST_BYTE_TIMEOUT);
    }
  }

  private void flush() {
    if (connection != null) {
      connection.flushBegin();
    }
  }

  private void over(@Nullable Failure failure) {
    Phase before = phase;
    Http1Connection used = connection;
    phase = Phase.OVER;
    connection = null;
    answer = null;
    unwatch();
    if (before == Phase.WAITING) {
      pool.leave(this);
    }
    if (used != null && failure != null) {
      used.abandon();
    }
    stopUpload();
    if (sent != null) {
      sent.forget();
    }
    pool.left();
    pool.events().ended(status, failure, firstByteNanos, pool.now() - startNanos);
  }

  private void stopUpload() {
    if (upload != Upload.ENDED) {
      upload = Upload.ENDED;
      body.cancel();
    }
  }
}
