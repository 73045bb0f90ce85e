package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.store.StoredAnswer;
import io.netty.buffer.ByteBuf;

/** Takes the body of a shared answer as it comes. The event loop of its fetch only. */
record Filler(Fetch fetch, StoredAnswer filling) implements BodySink {
  @Override
  public boolean data(ByteBuf chunk) {
    if (fetch.isOver()) {
      chunk.release();
      return false;
    }
    fetch.received(chunk.readableBytes());
    boolean more = filling.body().append(chunk);
    if (!more) {
      fetch.unread();
    }
    return more;
  }

  @Override
  public void end(Fields trailers) {
    if (!fetch.isOver()) {
      filling.body().complete();
      fetch.filled(filling);
    }
  }

  @Override
  public void failed(Failure failure) {
    if (!fetch.isOver()) {
      filling.body().fail(failure);
      fetch.filled(filling);
    }
  }
}
