package dev.mynah.agent.upstream;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http1.BodyLength;
import dev.mynah.agent.http1.ChunkedReader;
import dev.mynah.agent.http1.HeadLimits;
import dev.mynah.agent.http1.Rejected;
import dev.mynah.agent.http1.ResponseHeadReader;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an upstream, and the call that has it at the moment. Event loop only.
 *
 * <p>Why it is fast: it is the channel's one handler (behind TLS where there is TLS); head objects
 * belong to it and are reused; of an answer's body the very buffers that were read are handed on,
 * sliced only where a buffer holds more than the body. A read is always outstanding, which finds
 * closed idle connections at once and costs no system call per answer; it stops when the reader of
 * the body says so, so that at most one turn's worth of reads is held here.
 *
 * <p>Buffers: {@code input} is ours until its rest is handed on whole; whoever takes a piece
 * releases it.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter {
  private static final int SWITCHING_PROTOCOLS = 101;

  private enum Phase {
    /** In the pool. */
    IDLE,
    /** A request is under way, its answer's head is not complete. */
    HEAD,
    /** The answer's body is under way, or a tunnel. */
    BODY,
    /** Nothing more will come of it. */
    OVER
  }

  private final UpstreamPool pool;
  final Channel channel;
  private final RequestWriter writer;
  private final ResponseHeadReader headReader;
  private final ChunkedReader chunks;
  private final ResponseHead head = new ResponseHead(0);
  private final Link<Http1Connection> link = new Link<>(this);

  private Phase phase = Phase.IDLE;
  private @Nullable UpstreamCall call;
  private @Nullable ResponseBody body;
  private @Nullable ByteBuf input;
  private long left;
  private boolean draining;
  private boolean paused;
  private boolean reused;
  private boolean answering;
  private boolean persistent;
  private boolean requestComplete;
  private boolean inputEnded;
  private boolean broken;

  Http1Connection(UpstreamPool pool, Channel channel, HeadLimits limits) {
    this.pool = pool;
    this.channel = channel;
    this.writer = new RequestWriter(channel);
    this.headReader = new ResponseHeadReader(limits);
    this.chunks = new ChunkedReader(limits);
  }

  Link<Http1Connection> link() {
    return link;
  }

  boolean isUsable() {
    return phase == Phase.IDLE && channel.isActive() && !broken;
  }

  void close() {
    phase = Phase.OVER;
    channel.close();
  }

  /** Takes a call on; its body follows by {@link #sendBody}, then {@link #endBody}. */
  void begin(UpstreamCall newCall, ByteBuf encodedHead, long bodyBytes) {
    call = newCall;
    phase = Phase.HEAD;
    answering = false;
    requestComplete = false;
    writer.begin(encodedHead, bodyBytes);
  }

  /** Lets everything written so far go, and from now on whatever comes later. */
  void flushBegin() {
    writer.flushBegin();
  }

  /**
   * Sends a piece of the body and takes it over.
   *
   * @return whether there is room for more
   */
  boolean sendBody(ByteBuf piece) {
    if (phase == Phase.OVER) {
      piece.release();
      return true;
    }
    if (!writer.body(piece)) {
      fail(Failure.INTERNAL);
      return true;
    }
    return channel.isWritable();
  }

  void endBody(Fields trailers) {
    if (phase == Phase.OVER) {
      return;
    }
    requestComplete = true;
    if (!writer.end(trailers)) {
      fail(Failure.INTERNAL);
    }
  }

  /** The client's half of a tunnel is over: the upstream is told by the end of the stream. */
  void endTunnel() {
    HalfClose.ofOutput(channel);
  }

  /** The call does not want this connection any more: it is closed, and the call hears nothing. */
  void abandon() {
    end(Phase.OVER);
    channel.close();
  }

  void bodyStarted() {
    paused = false;
    drain();
    if (!paused) {
      resumeReading();
    }
  }

  void resumeReading() {
    if (!channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /** A reader that does not even begin a body without content has all there is. */
  void cancelled() {
    if (phase == Phase.BODY && left == 0) {
      finish(Fields.NONE);
    } else if (call != null) {
      call.cancel();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf read = (ByteBuf) message;
    if (phase == Phase.IDLE || phase == Phase.OVER) {
      // an upstream that speaks unasked is closing, or not to be trusted with a request
      read.release();
      close();
      return;
    }
    input =
        input == null
            ? read
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, read);
    if (!answering && call != null) {
      answering = true;
      call.answerBegan();
    }
    drain();
    if (phase == Phase.BODY && body != null && !body.isStarted()) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    inputEnded = true;
    boolean readerIsBehind = phase == Phase.BODY && body != null && !body.isStarted();
    if (!readerIsBehind) {
      conclude();
    }
    writer.discard();
    pool.closed(this);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (call != null && channel.isWritable()) {
      call.writable();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // a write that failed leaves what the upstream may have answered early to be read; a read that
    // failed is followed by the channel's end
    broken = true;
    if (!(cause instanceof IOException)) {
      fail(Failure.UPSTREAM_PROTOCOL);
      channel.close();
    }
  }

  /** Reads on for as long as there is input and somebody to take it. */
  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    try {
      boolean moves = true;
      while (moves) {
        moves = phase == Phase.HEAD ? readHead() : phase == Phase.BODY && readBody();
      }
    } catch (Rejected rejected) {
      fail(AnswerRules.told(rejected.failure()));
    } finally {
      draining = false;
      releaseReadInput();
    }
    if (inputEnded && phase == Phase.BODY) {
      conclude();
    }
  }

  private void releaseReadInput() {
    if (input != null && (phase == Phase.OVER || !input.isReadable())) {
      input.release();
      input = null;
    }
  }

  private boolean readHead() {
    if (input == null || call == null || !headReader.read(input, head)) {
      return false;
    }
    if (head.status() == SWITCHING_PROTOCOLS) {
      switchProtocols(call);
    } else if (head.isInformational()) {
      ForwardPlan.endHop(head, false);
      call.informational(head);
    } else {
      answer(call);
    }
    return true;
  }

  private void answer(UpstreamCall asker) {
    left = BodyLength.ofResponse(head, asker.isHead());
    boolean bare = asker.isHead() || head.forbidsContent();
    long length = bare ? AnswerRules.declaredLength(head) : Math.max(left, -1);
    persistent = left != BodyLength.UNTIL_CLOSE && AnswerRules.isPersistent(head);
    if (left == BodyLength.CHUNKED) {
      chunks.begin();
    }
    ForwardPlan.endHop(head, left == BodyLength.CHUNKED);
    asker.answered(head, beginBody(length));
  }

  private ResponseBody beginBody(long length) {
    ResponseBody made = new ResponseBody(this, length);
    phase = Phase.BODY;
    body = made;
    return made;
  }

  private void switchProtocols(UpstreamCall asker) {
    if (!asker.asksUpgrade()) {
      throw Rejected.because(Failure.UPSTREAM_PROTOCOL);
    }
    left = BodyLength.UNTIL_CLOSE;
    persistent = false;
    ForwardPlan.endHop(head, false);
    writer.beginRaw();
    asker.switched(head, beginBody(-1));
  }

  private boolean readBody() {
    ResponseBody to = body;
    if (to == null || !to.isStarted()) {
      return false;
    }
    if (left == 0) {
      finish(Fields.NONE);
      return false;
    }
    if (input == null || !input.isReadable()) {
      return false;
    }
    return left == BodyLength.CHUNKED ? readChunk(to, input) : readPlain(to, input);
  }

  private boolean readChunk(ResponseBody to, ByteBuf in) {
    switch (chunks.next(in)) {
      case DATA -> pause(to.data(chunks.data()));
      case END -> finish(ForwardPlan.trailers(chunks.trailers()));
      case MORE -> {
        return false;
      }
    }
    return phase == Phase.BODY;
  }

  private boolean readPlain(ResponseBody to, ByteBuf in) {
    int readable = in.readableBytes();
    if (left == BodyLength.UNTIL_CLOSE || readable <= left) {
      left = left < 0 ? left : left - readable;
      input = null;
      pause(to.data(in));
    } else {
      int piece = (int) left;
      left = 0;
      pause(to.data(in.readRetainedSlice(piece)));
    }
    return true;
  }

  private void pause(boolean wantsMore) {
    if (!wantsMore && phase == Phase.BODY) {
      paused = true;
      channel.config().setAutoRead(false);
    }
  }

  /** The answer is complete. */
  private void finish(Fields trailers) {
    boolean rest = input != null && input.isReadable();
    boolean again = persistent && requestComplete && !rest && !broken && channel.isActive();
    UpstreamCall done = call;
    ResponseBody to = body;
    end(again ? Phase.IDLE : Phase.OVER);
    if (done != null) {
      done.completed();
    }
    if (again) {
      reused = true;
      resumeReading();
      pool.release(this);
    } else {
      channel.close();
    }
    if (to != null) {
      to.end(trailers);
    }
  }

  /** The upstream closed: the end of an answer that has no other end, else something is missing. */
  private void conclude() {
    if (phase == Phase.BODY && left == BodyLength.UNTIL_CLOSE && !broken) {
      finish(Fields.NONE);
    } else if (phase == Phase.BODY) {
      fail(Failure.RESPONSE_CUT);
    } else if (phase == Phase.HEAD) {
      UpstreamCall lost = call;
      end(Phase.OVER);
      if (lost != null) {
        lost.connectionLost(reused);
      }
    }
    phase = Phase.OVER;
  }

  private void fail(Failure failure) {
    UpstreamCall failed = call;
    end(Phase.OVER);
    channel.close();
    if (failed != null) {
      failed.failed(failure);
    }
  }

  /** Parts from the call; whoever is to be told something is told afterwards. */
  private void end(Phase next) {
    phase = next;
    call = null;
    if (body != null) {
      body.detach();
      body = null;
    }
    if (next == Phase.OVER) {
      writer.discard();
    }
    if (input != null && !draining) {
      releaseReadInput();
    }
  }
}
