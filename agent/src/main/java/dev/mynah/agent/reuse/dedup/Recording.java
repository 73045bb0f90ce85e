package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a first while it comes: everybody reads it from a shared body, the first as well,
 * and when it is whole it takes the first's place in the window. The first's event loop only.
 */
final class Recording implements BodySink, SharedBody.Writer {
  private final DedupWindow window;
  private final DedupPlan plan;
  private final Flight flight;
  private final boolean unsafe;
  private final Executor loop;
  private boolean remembers;
  private boolean unread;
  private boolean over;
  private boolean outgrown;
  private Fields trailers = Fields.NONE;
  private @Nullable BodySource source;
  private @Nullable SharedBody body;
  private @Nullable Remembered answer;

  Recording(DedupWindow window, DedupPlan plan, Flight flight, boolean unsafe, Executor loop) {
    this.window = window;
    this.plan = plan;
    this.flight = flight;
    this.unsafe = unsafe;
    this.loop = loop;
  }

  /** Whether an answer of this status would be the same a moment later, as far as one can tell. */
  static boolean isRemembered(int status) {
    return status >= 200 && status < 500 && status != 408 && status != 425 && status != 429;
  }

  /** Shares the answer with those who wait, or passes it by when there is nothing to share. */
  BodySource begin(ResponseHead head, BodySource content, boolean contentless, long tookNanos) {
    remembers =
        isRemembered(head.status()) && (contentless || content.length() <= plan.maxAnswerBytes());
    if (!remembers && flight.closeIfAlone()) {
      window.shared().failed(flight.key().digest(), !unsafe);
      return content;
    }
    long declared = contentless ? 0 : content.length();
    SharedBody shared = window.newBody(declared, plan.maxAnswerBytes(), loop, this);
    Remembered given =
        new Remembered(
            new Remembered.Facts(
                head.status(),
                head.reason(),
                head.fields(),
                flight.key().fingerprint(),
                plan.isProxied() ? tookNanos : 0),
            shared,
            plan.version(),
            plan.windowNanos());
    body = shared;
    answer = given;
    if (contentless) {
      flight.answered(given);
      end(Fields.NONE);
      return content;
    }
    source = content;
    BodySource own = given.open(loop);
    flight.answered(given);
    content.start(this);
    if (own == null) {
      throw new IllegalStateException("a new body has no reader");
    }
    return new OwnReading(own, () -> trailers);
  }

  @Override
  public boolean data(ByteBuf chunk) {
    SharedBody shared = body;
    if (over || shared == null) {
      chunk.release();
      return true;
    }
    boolean more = shared.append(chunk);
    if (!outgrown && !shared.isKept()) {
      // Who comes from now on has missed the beginning.
      outgrown = true;
      remembers = false;
      flight.close();
    }
    if (outgrown) {
      giveUpUnread(shared);
    }
    return more;
  }

  @Override
  public void end(Fields last) {
    SharedBody shared = body;
    Remembered given = answer;
    if (over || shared == null || given == null) {
      return;
    }
    over = true;
    trailers = last.isEmpty() ? Fields.NONE : last.copy();
    shared.complete();
    if (remembers && shared.isWhole() && window.remember(flight, given)) {
      window.share(flight.key(), given, plan.windowNanos(), !unsafe, loop);
    } else {
      forget();
    }
    shared.release();
  }

  @Override
  public void failed(Failure failure) {
    SharedBody shared = body;
    if (over || shared == null) {
      return;
    }
    over = true;
    forget();
    shared.fail(failure);
    shared.release();
  }

  private void forget() {
    flight.close();
    window.shared().failed(flight.key().digest(), !unsafe);
  }

  @Override
  public void resume() {
    BodySource from = source;
    if (from != null && !over) {
      from.resume();
    }
  }

  /** Nobody reads: an answer that a repetition would want is taken to its end all the same. */
  @Override
  public void unread() {
    unread = true;
    SharedBody shared = body;
    if (shared != null && !(unsafe && remembers && shared.isKept())) {
      giveUpUnread(shared);
    }
  }

  private void giveUpUnread(SharedBody shared) {
    if (over || !unread || !shared.failIfUnread(Failure.CLIENT_GONE)) {
      return;
    }
    over = true;
    forget();
    BodySource from = source;
    if (from != null) {
      from.cancel();
    }
    shared.release();
  }
}
