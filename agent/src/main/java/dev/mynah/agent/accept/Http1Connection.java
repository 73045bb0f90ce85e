package dev.mynah.agent.accept;

import dev.mynah.agent.accept.AcceptEvents.CloseReason;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http1.BodyLength;
import dev.mynah.agent.http1.ChunkedReader;
import dev.mynah.agent.http1.Rejected;
import dev.mynah.agent.http1.RequestHeadReader;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.1 client connection: takes requests off it one after the other, in order, and lets the
 * next begin when the answer before it is out (RFC 9112 section 9.3.2). Event loop only.
 *
 * <p>Bytes that are not wanted yet stay in one buffer; when that is full the socket is not read, so
 * a client can never make us hold more than {@value #MAX_PENDING_BYTES} bytes beyond one read.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);
  private static final int MAX_PENDING_BYTES = 64 * 1024;

  private final AcceptLoop loop;
  private final Scheme scheme;
  private final int listener;
  private final ConnectionLimits limits;
  private final RequestHeadReader heads;
  private final RequestHead head = new RequestHead();
  private @Nullable ChunkedReader chunks;
  private @Nullable Http1Stream current;
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;
  private final InputEnd inputEnd = new InputEnd();
  private ConnectionWatch watch;
  private CloseReason closeReason = CloseReason.CLIENT;
  private boolean pumping;
  private boolean closing;
  private boolean sawLine;
  private int requests;
  int sweepIndex; // its place in the list of its AcceptLoop, which alone changes it

  @SuppressWarnings("NullAway.Init") // set when the handler joins its pipeline, before any event
  private ChannelHandlerContext context;

  @SuppressWarnings("NullAway.Init") // likewise
  private ResponseOutput output;

  Http1Connection(AcceptLoop loop, Scheme scheme, int listener) {
    this.loop = loop;
    this.listener = listener;
    this.scheme = scheme;
    this.limits = loop.currentLimits();
    this.heads = new RequestHeadReader(limits.head(), scheme);
    this.watch = new ConnectionWatch(limits, System.nanoTime());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    output = new ResponseOutput(added, loop.buffers());
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    loop.add(this);
    loop.events().opened(listener);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (closing) {
      in.release();
      return;
    }
    watch.read(loop.timers().turn());
    output.readBegins();
    if (!sawLine && current == null) {
      // A first read is simply tried; after that only a further line makes trying worth it.
      sawLine =
          !pending.isReadable() || in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n') >= 0;
    }
    pending =
        pending.isReadable()
            ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, in)
            : replacePending(in);
    pump();
    if (!pending.isReadable()) {
      pending = replacePending(Unpooled.EMPTY_BUFFER);
    }
  }

  private ByteBuf replacePending(ByteBuf in) {
    pending.release();
    return in;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    output.readEnds();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Http1Stream stream = current;
    if (stream != null && ctx.channel().isWritable()) {
      stream.writable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      inputEnd.see(ctx.channel());
      pump();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing = true;
    loop.remove(this);
    Http1Stream stream = current;
    current = null;
    if (stream != null) {
      stream.gone(Failure.CLIENT_GONE);
    }
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
    output.release();
    loop.events().closed(listener, closeReason);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      LOG.debug("connection of {} broke: {}", ctx.channel().remoteAddress(), cause.toString());
    } else {
      LOG.error("a connection was closed by an error inside the sidecar", cause);
    }
    close(CloseReason.ABORTED);
  }

  /** Takes as much off the connection as can be taken now. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      boolean moved = true;
      while (moved && !closing) {
        Http1Stream stream = current;
        moved = stream == null ? nextRequest() : moreBody(stream);
      }
    } finally {
      pumping = false;
    }
    if (inputEnd.isSeen() && !closing) {
      afterInput();
    } else {
      keepReading();
    }
  }

  private void afterInput() {
    switch (inputEnd.means(current, pending.isReadable())) {
      case GO_ON -> {}
      case ALL_DONE -> closeGently(CloseReason.CLIENT, false);
      case GONE -> close(CloseReason.CLIENT);
    }
  }

  private boolean moreBody(Http1Stream stream) {
    RequestBody body = stream.requestBody();
    if (!body.isFlowing() || !pending.isReadable()) {
      return false;
    }
    int before = pending.readableBytes();
    ByteBuf reading = pending;
    pending = Unpooled.EMPTY_BUFFER;
    ByteBuf rest = body.read(reading);
    if (rest != null) {
      pending = rest;
    }
    boolean progressed = rest == null || rest.readableBytes() < before || current != stream;
    return progressed;
  }

  private boolean nextRequest() {
    if (!pending.isReadable() || !sawLine && pending.readableBytes() < MAX_PENDING_BYTES) {
      rejectForeignStart();
      return false;
    }
    try {
      if (!heads.read(pending, head)) {
        sawLine = false;
        return false;
      }
      begin(BodyLength.ofRequest(head));
    } catch (Rejected rejected) {
      reject(rejected.failure());
      return false;
    }
    return true;
  }

  /** A TLS greeting or other binary on a plain port would otherwise wait for its timeout. */
  private void rejectForeignStart() {
    if (!pending.isReadable()) {
      return;
    }
    byte first = pending.getByte(pending.readerIndex());
    if (first < ' ' && first != '\r' && first != '\n') {
      reject(Failure.BAD_REQUEST_LINE);
    } else if (pending.readableBytes() > limits.head().lineBytes()) {
      reject(Failure.URI_TOO_LONG);
    }
  }

  private void begin(long bodyLength) {
    requests++;
    boolean last = requests >= limits.requestsPerConnection();
    RequestBody body = new RequestBody(this, bodyLength, limits.bodyBytes());
    Http1Stream stream = new Http1Stream(this, head, body, !last && Http1Stream.keepsAlive(head));
    current = stream;
    watch.requestBegan();
    if (bodyLength > limits.bodyBytes()) {
      stream.closeAfterwards();
      loop.handler().rejected(stream, Failure.BODY_TOO_LARGE);
    } else {
      loop.handler().handle(stream);
    }
  }

  private void reject(Failure failure) {
    RequestBody none = new RequestBody(this, 0, 0);
    Http1Stream stream = new Http1Stream(this, head, none, false);
    closeReason = CloseReason.BAD_REQUEST;
    current = stream;
    loop.handler().rejected(stream, failure);
  }

  /** Stops reading the socket while nobody wants what it brings. */
  private void keepReading() {
    boolean room = pending.readableBytes() < MAX_PENDING_BYTES;
    Http1Stream stream = current;
    boolean held = stream != null && stream.requestBody().isPaused();
    boolean read = room && !held;
    if (context.channel().config().isAutoRead() != read && !closing) {
      context.channel().config().setAutoRead(read);
    }
  }

  /** The body of the request under way is asked for. */
  void bodyWanted() {
    Http1Stream stream = current;
    if (stream != null && !pending.isReadable()) {
      stream.sendContinue();
    }
    watch.read(loop.timers().turnNanos());
    pump();
  }

  /** The answer is out. */
  void answered(Http1Stream stream, boolean reusable) {
    if (current != stream) {
      return;
    }
    boolean bodyDone = stream.requestBody().isDone();
    current = null;
    watch.requestEnded(loop.timers().turnNanos());
    if (!reusable || !bodyDone) {
      closeGently(reusable ? CloseReason.ABORTED : CloseReason.KEEP_ALIVE_END, !bodyDone);
      return;
    }
    sawLine = pending.isReadable();
    pump();
  }

  /**
   * Closes after what was written. Where the client is still sending, its side is read and dropped
   * for a while first: closing at once would make its system throw our answer away (RFC 9112
   * section 9.6).
   */
  private void closeGently(CloseReason reason, boolean clientSending) {
    if (closing) {
      return;
    }
    closing = true;
    closeReason = closeReason == CloseReason.CLIENT ? reason : closeReason;
    boolean linger =
        clientSending || closeReason == CloseReason.BAD_REQUEST || pending.isReadable();
    if (linger && scheme == Scheme.HTTP && !inputEnd.isSeen()) {
      LingeringClose.begin(context, output);
    } else {
      output.closeAfterwards();
    }
  }

  /** Closes without waiting for anything. */
  void close(CloseReason reason) {
    closing = true;
    closeReason = reason;
    context.close();
  }

  /** The drain's time is up. */
  void cut() {
    Http1Stream stream = current;
    if (stream != null) {
      current = null;
      stream.gone(Failure.DRAIN_CUT);
    }
    close(CloseReason.DRAIN);
  }

  void checkDeadlines(long nowNanos) {
    if (closing) {
      return;
    }
    Http1Stream stream = current;
    if (stream == null) {
      checkBetweenRequests(nowNanos);
    } else if (inputEnd.isReset(context.channel())) {
      close(CloseReason.CLIENT);
    } else if (watch.stalled(nowNanos, context.channel())) {
      current = null;
      stream.gone(Failure.CLIENT_STALLED);
      close(CloseReason.STALLED);
    } else if (stream.requestBody().isAwaited() && watch.bodyLate(nowNanos)) {
      closeReason = CloseReason.BODY_TIMEOUT;
      stream.closeAfterwards();
      stream.requestBody().fail(Failure.BODY_TIMEOUT);
    }
  }

  private void checkBetweenRequests(long nowNanos) {
    if (pending.isReadable()) {
      if (watch.headLate(nowNanos)) {
        reject(Failure.HEADER_TIMEOUT);
      }
    } else if (loop.draining() && watch.idleWhileDraining(nowNanos)) {
      close(CloseReason.DRAIN);
    } else if (watch.idle(nowNanos)) {
      close(CloseReason.IDLE);
    }
  }

  /** From now on everything the client sends is one body without an end of its own. */
  RequestBody tunnel(Http1Stream stream) {
    RequestBody raw = new RequestBody(this, BodyLength.UNTIL_CLOSE, Long.MAX_VALUE);
    stream.requestBody(raw);
    return raw;
  }

  ChunkedReader chunkedReader() {
    ChunkedReader reader = chunks;
    if (reader == null) {
      reader = new ChunkedReader(limits.head());
      chunks = reader;
    }
    reader.begin();
    return reader;
  }

  AcceptLoop loop() {
    return loop;
  }

  ResponseOutput output() {
    return output;
  }

  int listener() {
    return listener;
  }

  InetSocketAddress peer() {
    return (InetSocketAddress) context.channel().remoteAddress();
  }

  InetSocketAddress local() {
    return (InetSocketAddress) context.channel().localAddress();
  }
}
