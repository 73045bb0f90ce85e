package dev.mynah.command;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks at {@code /ready} again and again until it answers 200 or the time is over, and remembers
 * what is worth telling then: a look that the end of the time cut short never hides an answer that
 * was seen before it.
 */
final class ReadinessWait {
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int TOLD_CHARS = 300;

  private final Look look;
  private final LongSupplier nanoTime;
  private final Pause pause;

  /** One question to {@code /ready}. */
  @FunctionalInterface
  interface Look {
    PlainHttp.Answer within(long leftNanos) throws IOException;
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(long nanos) throws InterruptedException;
  }

  ReadinessWait(Look look, LongSupplier nanoTime, Pause pause) {
    this.look = look;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** Empty once ready; else, when the time is over, what was last seen. */
  Optional<String> until(long timeoutNanos) throws InterruptedException {
    long deadlineNanos = nanoTime.getAsLong() + timeoutNanos;
    String lastSeen = "";
    while (true) {
      try {
        PlainHttp.Answer ready = look.within(Math.max(1, deadlineNanos - nanoTime.getAsLong()));
        if (ready.status() == 200) {
          return Optional.empty();
        }
        lastSeen = told(ready);
      } catch (SocketTimeoutException cutShort) {
        lastSeen = lastSeen.isEmpty() ? "no answer in time" : lastSeen;
      } catch (IOException notYet) {
        lastSeen = String.valueOf(notYet.getMessage());
      }
      long leftNanos = deadlineNanos - nanoTime.getAsLong();
      if (leftNanos <= 0) {
        return Optional.of(lastSeen);
      }
      pause.of(Math.min(leftNanos, BETWEEN_LOOKS_NANOS));
    }
  }

  private static String told(PlainHttp.Answer answer) {
    String body = answer.body().strip().replaceAll("\\p{Cntrl}+", " ");
    String shown = body.length() > TOLD_CHARS ? body.substring(0, TOLD_CHARS) + "..." : body;
    return "/ready answers " + answer.status() + (shown.isEmpty() ? "" : " " + shown);
  }
}
