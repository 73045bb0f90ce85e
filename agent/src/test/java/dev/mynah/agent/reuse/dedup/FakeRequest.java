package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A request in the window that notes what it is told, on a loop of its own choice. */
final class FakeRequest implements DedupRequest {
  private final DefaultEventLoop loop;
  private final Consumer<FakeRequest> whenFirst;
  private final StringBuilder body = new StringBuilder();
  volatile String told = "";
  volatile boolean waiting;
  Turn turn;

  FakeRequest(DefaultEventLoop loop, Consumer<FakeRequest> whenFirst) {
    this.loop = loop;
    this.whenFirst = whenFirst;
  }

  FakeRequest ask(DedupWindow window, DedupPlan plan, Asked asked) {
    RequestHead head = asked.head();
    turn = window.turn(plan, asked.key(plan), head, this);
    loop.execute(turn::begin);
    return this;
  }

  void run(Runnable what) {
    loop.execute(what);
  }

  /** The first's own answer, read by itself too. */
  void answers(int status, BodySource content) {
    ResponseHead head = new ResponseHead(status);
    head.fields().add("X-From", "first");
    turn.answered(head, content, false).start(new Reading());
  }

  @Override
  public Executor loop() {
    return loop;
  }

  @Override
  public Timers timers() {
    return new Timers() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public long wallMillis() {
        return System.currentTimeMillis();
      }

      @Override
      public Timer after(long delayNanos, Runnable task) {
        var scheduled = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
      }
    };
  }

  @Override
  public void waits() {
    waiting = true;
  }

  @Override
  public void goOn() {
    waiting = false;
    whenFirst.accept(this);
  }

  @Override
  public void goAlone(Skip why) {
    told = "alone:" + why;
  }

  @Override
  public void answer(ResponseHead head, BodySource content, Saved saved) {
    body.append(head.status()).append(' ');
    content.start(new Reading());
  }

  @Override
  public void fail(Failure failure) {
    told = "failed:" + failure.reason();
  }

  private final class Reading implements BodySink {
    @Override
    public boolean data(ByteBuf chunk) {
      body.append(chunk.toString(StandardCharsets.ISO_8859_1));
      chunk.release();
      return true;
    }

    @Override
    public void end(Fields trailers) {
      told = body.toString();
    }

    @Override
    public void failed(Failure failure) {
      told = "broke:" + failure.reason();
    }
  }
}
