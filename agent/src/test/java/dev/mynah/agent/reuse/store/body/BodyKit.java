package dev.mynah.agent.reuse.store.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Random;

/** A body with its memory, the writer's loop and one loop for readers, all turned by hand. */
final class BodyKit implements SharedBody.Writer {
  static final int CHUNK = SharedBody.CHUNK_BYTES;
  static final int WINDOW = SharedBody.WINDOW_BYTES;

  final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  final TaskQueue writerLoop = new TaskQueue();
  final TaskQueue readerLoop = new TaskQueue();
  final BodyMemory memory;
  final SharedBody body;
  int resumed;
  int unread;
  int fellBehind;

  BodyKit(long declaredBytes, long keepBytes) {
    this(declaredBytes, keepBytes, 64L * WINDOW);
  }

  BodyKit(long declaredBytes, long keepBytes, long capacityBytes) {
    memory = new BodyMemory(allocator, capacityBytes, BodyMemory.Room.NONE);
    body = new SharedBody(memory, declaredBytes, keepBytes, writerLoop, this);
  }

  @Override
  public void resume() {
    resumed++;
  }

  @Override
  public void unread() {
    unread++;
  }

  boolean write(byte[] bytes) {
    return body.append(Unpooled.copiedBuffer(bytes));
  }

  boolean write(int bytes) {
    return body.append(Unpooled.wrappedBuffer(new byte[bytes]));
  }

  BodySource open() {
    return open(0, -1);
  }

  BodySource open(long offset, long length) {
    BodySource source = body.open(offset, length, readerLoop, () -> fellBehind++);
    assertThat(source).isNotNull();
    return source;
  }

  ReadingSink read() {
    return read(open(), new ReadingSink());
  }

  ReadingSink read(BodySource source, ReadingSink sink) {
    sink.source = source;
    source.start(sink);
    return sink;
  }

  void turn() {
    while (!writerLoop.tasks.isEmpty() || !readerLoop.tasks.isEmpty()) {
      writerLoop.turn();
      readerLoop.turn();
    }
  }

  /** Gives up the creator's reference, after which nothing may be left. */
  void close() {
    body.fail(Failure.INTERNAL);
    body.release();
    turn();
    assertNothingIsHeld();
  }

  void assertNothingIsHeld() {
    assertThat(memory.used()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static byte[] bytes(ByteBuf from) {
    byte[] bytes = new byte[from.readableBytes()];
    from.getBytes(from.readerIndex(), bytes);
    return bytes;
  }
}
