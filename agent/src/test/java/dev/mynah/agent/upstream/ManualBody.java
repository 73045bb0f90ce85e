package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** A client's body that comes when the test says so. Event loop only, but for what it counts. */
final class ManualBody implements BodySource {
  private final ByteBufAllocator allocator;
  private final long length;
  volatile BodySink sink;
  volatile boolean cancelled;
  volatile int resumed;
  volatile boolean refused;

  ManualBody(ByteBufAllocator allocator, long length) {
    this.allocator = allocator;
    this.length = length;
  }

  void push(String text) {
    refused =
        !sink.data(allocator.directBuffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  void end() {
    sink.end(Fields.NONE);
  }

  void end(Fields trailers) {
    sink.end(trailers);
  }

  void fail(Failure failure) {
    sink.failed(failure);
  }

  boolean isStarted() {
    return sink != null;
  }

  @Override
  public void start(BodySink into) {
    sink = into;
  }

  @Override
  public void resume() {
    resumed++;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public long length() {
    return length;
  }
}
