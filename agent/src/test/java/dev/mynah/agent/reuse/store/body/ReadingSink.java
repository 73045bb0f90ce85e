package dev.mynah.agent.reuse.store.body;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Collects a body and says no when it is told to. */
final class ReadingSink implements BodySink {
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  @Nullable BodySource source;
  boolean stopsAfterEachPiece;
  int pieces;
  boolean ended;
  @Nullable Failure failure;
  @Nullable ByteBuf held;
  boolean holds;

  ReadingSink stoppingAfterEachPiece() {
    stopsAfterEachPiece = true;
    return this;
  }

  @Override
  public boolean data(ByteBuf chunk) {
    requireOpen();
    pieces++;
    byte[] copy = new byte[chunk.readableBytes()];
    chunk.getBytes(chunk.readerIndex(), copy);
    bytes.writeBytes(copy);
    if (holds) {
      held = chunk;
    } else {
      chunk.release();
    }
    return !stopsAfterEachPiece;
  }

  @Override
  public void end(Fields trailers) {
    requireOpen();
    ended = true;
  }

  @Override
  public void failed(Failure why) {
    requireOpen();
    failure = why;
  }

  private void requireOpen() {
    if (ended || failure != null) {
      throw new AssertionError("called after the end");
    }
  }
}
