package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.respond.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a shared body whose head is already out: when the window leaves it behind before it
 * got anything, that breaks its answer off like any other failure. Its reader's loop.
 */
final class Following implements BodySource, Runnable {
  private @Nullable BodySource source;
  private @Nullable BodySink sink;
  private boolean behind;

  Following of(BodySource reader) {
    source = reader;
    return this;
  }

  private BodySource source() {
    BodySource reader = source;
    if (reader == null) {
      throw new IllegalStateException("there is no body to follow");
    }
    return reader;
  }

  @Override
  public void start(BodySink into) {
    if (behind) {
      into.failed(Failure.FELL_BEHIND);
      return;
    }
    sink = into;
    source().start(into);
  }

  /** It fell behind. */
  @Override
  public void run() {
    behind = true;
    BodySink into = sink;
    sink = null;
    if (into != null) {
      into.failed(Failure.FELL_BEHIND);
    }
  }

  @Override
  public void resume() {
    source().resume();
  }

  @Override
  public void cancel() {
    sink = null;
    source().cancel();
  }

  @Override
  public long length() {
    return source().length();
  }
}
