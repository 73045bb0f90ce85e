package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A body on its way through that tells its origin how long it was. Event loop only. */
final class Counted implements BodySource, BodySink {
  private final BodySource from;
  private final Origin origin;
  private @Nullable BodySink to;
  private long bytes;

  Counted(BodySource from, Origin origin) {
    this.from = from;
    this.origin = origin;
  }

  @Override
  public void start(BodySink sink) {
    to = sink;
    from.start(this);
  }

  @Override
  public void resume() {
    from.resume();
  }

  @Override
  public void cancel() {
    told();
    from.cancel();
  }

  @Override
  public long length() {
    return from.length();
  }

  @Override
  public boolean data(ByteBuf chunk) {
    bytes += chunk.readableBytes();
    BodySink sink = to;
    if (sink == null) {
      chunk.release();
      return false;
    }
    return sink.data(chunk);
  }

  @Override
  public void end(Fields trailers) {
    told();
    if (to != null) {
      to.end(trailers);
    }
  }

  @Override
  public void failed(Failure failure) {
    told();
    if (to != null) {
      to.failed(failure);
    }
  }

  private void told() {
    origin.received(bytes);
    bytes = 0;
  }
}
