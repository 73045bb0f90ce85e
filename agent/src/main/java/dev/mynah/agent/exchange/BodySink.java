package dev.mynah.agent.exchange;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;

/**
 * Takes a body as it comes. After {@link #end} or {@link #failed} nothing more is called. Event
 * loop only.
 */
public interface BodySink {
  /**
   * Takes a piece of the body, and with it the duty to release it.
   *
   * @return false to be sent nothing more until {@link BodySource#resume()}; a source may still
   *     deliver what it had already read
   */
  boolean data(ByteBuf chunk);

  /**
   * The body is complete.
   *
   * @param trailers trailer fields, valid during the call; {@link Fields#NONE} when there are none
   */
  void end(Fields trailers);

  /** The body broke off. */
  void failed(Failure failure);
}
