package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.reuse.shared.Question.Asker;
import dev.mynah.agent.reuse.shared.Question.Reader;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.agent.reuse.store.SharedTier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the server: per resource a hash of its variants, so that one deletion takes them all.
 * Thread-safe.
 *
 * <p>A purge leaves a grave with its moment, by the server's clock, for longer than a call may
 * take: what was asked for before it is not put any more. A purge that means more than one resource
 * makes everything before it unreadable, since the server does not know what it has. Purges that
 * cannot be told now are told when the server is back.
 */
final class RedisTier implements SharedTier {
  private static final int STAMP_BYTES = 16;
  private static final long MOST_TTL_MILLIS = TimeUnit.DAYS.toMillis(30);
  private static final long GRAVE_MILLIS = TimeUnit.MINUTES.toMillis(10);
  private static final int MOST_VARIANTS = 64;
  private static final int MOST_UNTOLD = 64;

  /** What may stand around a body besides the configured length: head, times and names. */
  private static final int AROUND_BYTES = 64 * 1024;

  private static final Asker NOBODY = (result, value) -> {};
  private static final Reader DONE = RedisTier::done;

  private final Questions questions;
  private final Keys keys;
  private final Tally tally;
  private final PurgeFeed feed;
  private final byte[] self;
  private final int maxValueBytes;
  private final Deque<PurgeMessage> untold = new ArrayDeque<>();

  RedisTier(
      Questions questions, Keys keys, Tally tally, PurgeFeed feed, byte[] self, long maxValue) {
    this.questions = questions;
    this.keys = keys;
    this.tally = tally;
    this.feed = feed;
    this.self = self.clone();
    this.maxValueBytes = (int) Math.min(maxValue, Integer.MAX_VALUE - AROUND_BYTES);
  }

  static Result done(byte @Nullable [] reply) {
    if (reply == null || reply.length != 1) {
      return Result.UNREADABLE;
    }
    return reply[0] == '1' ? Result.OK : Result.OUTDATED;
  }

  @Override
  public int maxValueBytes() {
    return maxValueBytes;
  }

  @Override
  public void unreadable() {
    tally.count(Op.GET, Result.UNREADABLE);
  }

  @Override
  public void listen(Listener listener) {
    feed.listen(listener);
  }

  @Override
  public void get(CacheKey key, String variant, Executor loop, Consumer<byte @Nullable []> then) {
    byte[][] names = {keys.resource(key), keys.floor()};
    byte[][] args = {Keys.variant(variant), decimal(maxValueBytes + STAMP_BYTES)};
    questions.ask(
        new Question(
            Op.GET,
            names,
            args,
            RedisTier::read,
            loop,
            (result, value) ->
                then.accept(
                    value == null ? null : Arrays.copyOfRange(value, STAMP_BYTES, value.length))));
  }

  private static Result read(byte @Nullable [] reply) {
    if (reply == null) {
      return Result.MISS;
    }
    return reply.length <= STAMP_BYTES ? Result.UNREADABLE : Result.HIT;
  }

  @Override
  public void put(CacheKey key, String variant, byte[] value, long ttlMillis, long askedMillisAgo) {
    if (value.length > maxValueBytes || ttlMillis <= 0 || askedMillisAgo >= GRAVE_MILLIS) {
      return;
    }
    byte[][] names = {keys.resource(key), keys.grave(key), keys.floor()};
    byte[][] args = {
      Keys.variant(variant),
      value,
      decimal(Math.min(ttlMillis, MOST_TTL_MILLIS)),
      decimal(askedMillisAgo),
      decimal(MOST_VARIANTS)
    };
    questions.ask(new Question(Op.PUT, names, args, DONE, Runnable::run, NOBODY));
  }

  @Override
  public void purge(Purge purge, boolean soft) {
    tell(new PurgeMessage(purge, soft));
  }

  private void tell(PurgeMessage message) {
    byte[] encoded = message.encode();
    byte[] told = Arrays.copyOf(self, self.length + encoded.length);
    System.arraycopy(encoded, 0, told, self.length, encoded.length);
    Question question;
    Asker asker = (result, value) -> purged(message, result);
    if (message.purge() instanceof Purge.Key one) {
      byte[][] names = {keys.resource(one.key()), keys.grave(one.key()), keys.purges()};
      byte[][] args = {decimal(GRAVE_MILLIS), keys.channel(), told};
      question = new Question(Op.PURGE, names, args, DONE, Runnable::run, asker);
    } else {
      byte[][] names = {keys.floor(), keys.purges()};
      byte[][] args = {keys.channel(), told};
      question = new Question(Op.PURGE_ALL, names, args, DONE, Runnable::run, asker);
    }
    questions.ask(question);
  }

  private void purged(PurgeMessage message, Result result) {
    if (result == Result.OK || result == Result.UNREADABLE) {
      return;
    }
    synchronized (untold) {
      if (untold.size() == MOST_UNTOLD) {
        untold.clear();
        untold.add(new PurgeMessage(new Purge.All(), false));
      } else {
        untold.add(message);
      }
    }
  }

  /** The server is back. Its thread. */
  void connected() {
    List<PurgeMessage> all;
    synchronized (untold) {
      all = new ArrayList<>(untold);
      untold.clear();
    }
    questions.ask(
        new Question(
            Op.PURGES,
            new byte[][] {keys.purges()},
            new byte[0][],
            this::count,
            Runnable::run,
            NOBODY));
    all.forEach(this::tell);
  }

  private Result count(byte @Nullable [] reply) {
    long number = reply == null ? 0 : PurgeFeed.number(reply, reply.length);
    if (number < 0) {
      return Result.UNREADABLE;
    }
    feed.caughtUp(number);
    return Result.OK;
  }

  static byte[] decimal(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
