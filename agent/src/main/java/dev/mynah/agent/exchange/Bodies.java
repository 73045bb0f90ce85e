package dev.mynah.agent.exchange;

import dev.mynah.agent.http.Fields;
import io.netty.buffer.ByteBuf;

/** Ready-made body sources. Event loop only. */
public final class Bodies {
  /** No body at all. Shared: it keeps no state. */
  public static final BodySource EMPTY =
      new BodySource() {
        @Override
        public void start(BodySink sink) {
          sink.end(Fields.NONE);
        }

        @Override
        public void resume() {}

        @Override
        public void cancel() {}

        @Override
        public long length() {
          return 0;
        }
      };

  private Bodies() {}

  /** A body that is already here; the source releases it when it is cancelled before the start. */
  public static BodySource of(ByteBuf whole) {
    return new Whole(whole);
  }

  private static final class Whole implements BodySource {
    private final long length;
    private final ByteBuf whole;
    private boolean taken;

    Whole(ByteBuf whole) {
      this.whole = whole;
      this.length = whole.readableBytes();
    }

    @Override
    public void start(BodySink sink) {
      if (taken) {
        throw new IllegalStateException("a body is read once");
      }
      taken = true;
      sink.data(whole);
      sink.end(Fields.NONE);
    }

    @Override
    public void resume() {}

    @Override
    public void cancel() {
      if (!taken) {
        taken = true;
        whole.release();
      }
    }

    @Override
    public long length() {
      return length;
    }
  }
}
