package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first's own reader of the shared body: it alone gets the trailers too. Its event loop. */
final class OwnReading implements BodySource, BodySink {
  private final BodySource source;
  private final Supplier<Fields> trailers;
  private @Nullable BodySink sink;

  OwnReading(BodySource source, Supplier<Fields> trailers) {
    this.source = source;
    this.trailers = trailers;
  }

  @Override
  public void start(BodySink into) {
    sink = into;
    source.start(this);
  }

  @Override
  public void resume() {
    source.resume();
  }

  @Override
  public void cancel() {
    sink = null;
    source.cancel();
  }

  @Override
  public long length() {
    return source.length();
  }

  @Override
  public boolean data(ByteBuf chunk) {
    BodySink into = sink;
    if (into == null) {
      chunk.release();
      return true;
    }
    return into.data(chunk);
  }

  @Override
  public void end(Fields none) {
    BodySink into = sink;
    if (into != null) {
      into.end(trailers.get());
    }
  }

  @Override
  public void failed(Failure failure) {
    BodySink into = sink;
    if (into != null) {
      into.failed(failure);
    }
  }
}
