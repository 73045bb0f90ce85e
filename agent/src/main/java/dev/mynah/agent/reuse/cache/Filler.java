package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.rules.Storing.Storable;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;

/**
 * An answer that may be shared, whose body this takes as it comes. The fetch's event loop only.
 *
 * <p>Whoever waits is told of it when the first of its body is here or the turn of the event loop
 * is over, whichever comes first: an answer that what came along with its head shows to be broken
 * was handed to nobody, and may be asked for again ({@link Tries}).
 */
final class Filler implements BodySink {
  private final Fetch fetch;
  private final ResponseHead head;
  private final BodySource body;
  private final Storable storable;
  private final long answeredMillis;
  private long received;

  /**
   * @param answeredMillis the wall clock when the head came
   */
  Filler(Fetch fetch, ResponseHead head, BodySource body, Storable storable, long answeredMillis) {
    this.fetch = fetch;
    this.head = head;
    this.body = body;
    this.storable = storable;
    this.answeredMillis = answeredMillis;
  }

  ResponseHead head() {
    return head;
  }

  BodySource body() {
    return body;
  }

  Storable storable() {
    return storable;
  }

  long answeredMillis() {
    return answeredMillis;
  }

  /** Bytes of the body so far. */
  long received() {
    return received;
  }

  @Override
  public boolean data(ByteBuf chunk) {
    SharedBody filling = fetch.filling();
    if (filling == null) {
      chunk.release();
      return false;
    }
    received += chunk.readableBytes();
    boolean more = filling.append(chunk);
    if (!more) {
      fetch.unread();
    }
    return more;
  }

  @Override
  public void end(Fields trailers) {
    SharedBody filling = fetch.filling();
    if (filling != null) {
      filling.complete();
      fetch.filled();
    }
  }

  @Override
  public void failed(Failure failure) {
    fetch.brokenOff(failure);
  }
}
