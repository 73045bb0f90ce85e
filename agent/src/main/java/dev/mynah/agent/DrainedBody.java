package dev.mynah.agent;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Reads a body to its end and drops it. Event loop only. */
record DrainedBody(Runnable then, Consumer<Failure> broke) implements BodySink {
  @Override
  public boolean data(ByteBuf chunk) {
    chunk.release();
    return true;
  }

  @Override
  public void end(Fields trailers) {
    then.run();
  }

  @Override
  public void failed(Failure failure) {
    broke.accept(failure);
  }
}
