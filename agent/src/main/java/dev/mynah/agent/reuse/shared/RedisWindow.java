package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.reuse.dedup.SharedWindow;
import dev.mynah.agent.reuse.shared.Question.Asker;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dedup window in the server. A key is absent, or a claim with the name of its process, or an
 * answer, or for a moment the note that a claim failed. Thread-safe.
 */
final class RedisWindow implements SharedWindow {
  /** Longer than the longest pause of those who wait. */
  private static final long FAILED_MILLIS = TimeUnit.SECONDS.toMillis(3);

  private static final Asker NOBODY = (result, value) -> {};

  private final Questions questions;
  private final Keys keys;
  private final byte[] claim;
  private final int maxAnswerBytes;

  RedisWindow(Questions questions, Keys keys, byte[] self, int maxAnswerBytes) {
    this.questions = questions;
    this.keys = keys;
    this.claim = with('C', self);
    this.maxAnswerBytes = maxAnswerBytes;
  }

  private static byte[] with(char kind, byte[] rest) {
    byte[] all = new byte[rest.length + 1];
    all[0] = (byte) kind;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private byte[][] names(byte[] key) {
    return new byte[][] {keys.duplicate(key)};
  }

  @Override
  public int maxAnswerBytes() {
    return maxAnswerBytes;
  }

  @Override
  public void claim(
      byte[] key, long leaseMillis, boolean waited, Executor loop, Consumer<Claim> then) {
    byte[][] args = {
      claim,
      RedisTier.decimal(Math.max(1, leaseMillis)),
      RedisTier.decimal(maxAnswerBytes + 1L),
      RedisTier.decimal(waited ? 1 : 0)
    };
    questions.ask(
        new Question(
            Op.CLAIM,
            names(key),
            args,
            RedisWindow::read,
            loop,
            (result, value) -> then.accept(claimed(result, value))));
  }

  private static Result read(byte @Nullable [] reply) {
    if (reply == null || reply.length == 0) {
      return Result.UNREADABLE;
    }
    if (reply.length > 1) {
      return reply[0] == 'D' ? Result.HIT : Result.UNREADABLE;
    }
    return switch (reply[0]) {
      case 'F' -> Result.MISS;
      case 'C' -> Result.WAIT;
      case 'X' -> Result.FAILED;
      default -> Result.UNREADABLE;
    };
  }

  /** Whatever went wrong, the process goes on as if it were alone. */
  private static Claim claimed(Result result, byte @Nullable [] value) {
    if (value != null) {
      return Claim.done(Arrays.copyOfRange(value, 1, value.length));
    }
    return switch (result) {
      case WAIT -> Claim.IN_FLIGHT;
      case FAILED -> Claim.FAILED;
      default -> Claim.FIRST;
    };
  }

  @Override
  public void done(byte[] key, byte[] answer, long windowMillis) {
    byte[][] args = {claim, with('D', answer), RedisTier.decimal(Math.max(1, windowMillis))};
    questions.ask(new Question(Op.DONE, names(key), args, RedisTier::done, Runnable::run, NOBODY));
  }

  @Override
  public void failed(byte[] key, boolean again) {
    Op op = again ? Op.RELEASE : Op.FAIL;
    byte[][] args =
        again ? new byte[][] {claim} : new byte[][] {claim, RedisTier.decimal(FAILED_MILLIS)};
    questions.ask(new Question(op, names(key), args, RedisTier::done, Runnable::run, NOBODY));
  }
}
