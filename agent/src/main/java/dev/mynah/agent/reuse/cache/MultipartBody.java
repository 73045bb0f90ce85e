package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.rules.serve.MultipartLayout;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several parts of a body as {@code multipart/byteranges}, one after the other. Event loop only.
 */
final class MultipartBody implements BodySource {
  private final MultipartLayout layout;
  private final List<BodySource> parts;
  private @Nullable BodySink sink;
  private int part = -1;
  private boolean inPart;
  private boolean paused;
  private boolean running;

  /**
   * @param parts a source per part of the layout; taken over
   */
  MultipartBody(MultipartLayout layout, List<BodySource> parts) {
    this.layout = layout;
    this.parts = List.copyOf(parts);
  }

  @Override
  public void start(BodySink into) {
    sink = into;
    goOn();
  }

  @Override
  public void resume() {
    paused = false;
    if (inPart) {
      parts.get(part).resume();
    } else {
      goOn();
    }
  }

  @Override
  public void cancel() {
    sink = null;
    for (int i = Math.max(part, 0); i < parts.size(); i++) {
      parts.get(i).cancel();
    }
  }

  @Override
  public long length() {
    return layout.totalBytes();
  }

  /** Head by head until a part has to be waited for. */
  private void goOn() {
    if (running) {
      return;
    }
    running = true;
    BodySink into = sink;
    while (into != null && !inPart && !paused) {
      part++;
      if (part == parts.size()) {
        sink = null;
        into.data(Unpooled.wrappedBuffer(layout.closing()));
        into.end(Fields.NONE);
      } else {
        inPart = true;
        paused = !into.data(Unpooled.wrappedBuffer(layout.head(part)));
        parts.get(part).start(new Part());
      }
      into = sink;
    }
    running = false;
  }

  private final class Part implements BodySink {
    @Override
    public boolean data(ByteBuf chunk) {
      BodySink into = sink;
      if (into == null) {
        chunk.release();
        return false;
      }
      paused = !into.data(chunk);
      return !paused;
    }

    @Override
    public void end(Fields trailers) {
      inPart = false;
      goOn();
    }

    @Override
    public void failed(Failure failure) {
      BodySink into = sink;
      int broken = part;
      sink = null;
      for (int i = broken + 1; i < parts.size(); i++) {
        parts.get(i).cancel();
      }
      if (into != null) {
        into.failed(failure);
      }
    }
  }
}
