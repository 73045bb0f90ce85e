package dev.mynah.agent.reuse.shared;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** One question, from being asked to being answered; its state belongs to the server's thread. */
final class Question {
  private final Op op;
  private final byte[][] keys;
  private final byte[][] args;
  private final Reader reader;
  private final Executor loop;
  private final Asker asker;
  private boolean told;
  private @Nullable ScheduledFuture<?> limit;

  /** What a reply means. */
  @FunctionalInterface
  interface Reader {
    Result read(byte @Nullable [] reply);
  }

  /** Who hears what it came to. */
  @FunctionalInterface
  interface Asker {
    /** Told once, on its own loop; the value is set when the result is a hit. */
    void told(Result result, byte @Nullable [] value);
  }

  Question(Op op, byte[][] keys, byte[][] args, Reader reader, Executor loop, Asker asker) {
    this.op = op;
    this.keys = keys;
    this.args = args;
    this.reader = reader;
    this.loop = loop;
    this.asker = asker;
  }

  Op op() {
    return op;
  }

  byte[][] keys() {
    return keys;
  }

  byte[][] args() {
    return args;
  }

  Executor loop() {
    return loop;
  }

  Asker asker() {
    return asker;
  }

  /** What is sent. */
  long bytes() {
    long bytes = 0;
    for (byte[] arg : args) {
      bytes += arg.length;
    }
    return bytes;
  }

  Result read(byte @Nullable [] reply) {
    return reader.read(reply);
  }

  void limit(ScheduledFuture<?> timer) {
    limit = timer;
  }

  /** True for the first who asks. */
  boolean tell() {
    boolean first = !told;
    told = true;
    ScheduledFuture<?> timer = limit;
    limit = null;
    if (timer != null) {
      timer.cancel(false);
    }
    return first;
  }
}
