package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A shared body on its way to one reader, who counts. Event loop only. */
final class FollowedBody implements BodySource, BodySink {
  private final BodySource from;
  private final CacheCounts counts;
  private final boolean saves;
  private @Nullable BodySink to;

  /**
   * @param saves whether its bytes came by another request's call
   */
  FollowedBody(BodySource from, CacheCounts counts, boolean saves) {
    this.from = from;
    this.counts = counts;
    this.saves = saves;
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
    from.cancel();
  }

  @Override
  public long length() {
    return from.length();
  }

  @Override
  public boolean data(ByteBuf chunk) {
    if (saves) {
      counts.savedBytes(chunk.readableBytes());
    }
    BodySink sink = to;
    if (sink == null) {
      chunk.release();
      return false;
    }
    return sink.data(chunk);
  }

  @Override
  public void end(Fields trailers) {
    if (to != null) {
      to.end(trailers);
    }
  }

  @Override
  public void failed(Failure failure) {
    if (failure == Failure.FELL_BEHIND) {
      counts.reset();
    }
    if (to != null) {
      to.failed(failure);
    }
  }
}
