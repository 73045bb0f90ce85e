package dev.mynah.agent.exchange;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way that somebody looks at. Pieces pass through unchanged, and with them the duty
 * to release them. Event loop only.
 */
public abstract class PassingBody implements BodySource, BodySink {
  private final BodySource from;
  private @Nullable BodySink to;

  /** Nothing passes before {@link #start}. */
  protected PassingBody(BodySource from) {
    this.from = from;
  }

  /** A piece passes; it is neither changed nor released. */
  protected abstract void passes(ByteBuf chunk);

  /** All of it has passed. */
  protected void passed() {}

  /** It ends early. */
  protected void broke(Failure failure) {}

  @Override
  public final void start(BodySink sink) {
    to = sink;
    from.start(this);
  }

  @Override
  public final void resume() {
    from.resume();
  }

  @Override
  public final void cancel() {
    from.cancel();
  }

  @Override
  public final long length() {
    return from.length();
  }

  @Override
  public final boolean data(ByteBuf chunk) {
    BodySink sink = to;
    if (sink == null) {
      chunk.release();
      return false;
    }
    passes(chunk);
    return sink.data(chunk);
  }

  @Override
  public final void end(Fields trailers) {
    passed();
    BodySink sink = to;
    if (sink != null) {
      sink.end(trailers);
    }
  }

  @Override
  public final void failed(Failure failure) {
    broke(failure);
    BodySink sink = to;
    if (sink != null) {
      sink.failed(failure);
    }
  }
}
