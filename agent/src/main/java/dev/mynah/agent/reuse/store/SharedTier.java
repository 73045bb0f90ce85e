package dev.mynah.agent.reuse.store;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place outside this process where replicas keep answers for each other, and tell each other what
 * they purge. Whatever goes wrong with it looks like an answer that is not there. Thread-safe, and
 * never blocks.
 */
public interface SharedTier {
  /** No such place. */
  SharedTier NONE =
      new SharedTier() {
        @Override
        public void get(
            CacheKey key, String variant, Executor loop, Consumer<byte @Nullable []> then) {
          then.accept(null);
        }

        @Override
        public void put(
            CacheKey key, String variant, byte[] value, long ttlMillis, long askedMillisAgo) {}

        @Override
        public void purge(Purge purge, boolean soft) {}

        @Override
        public void listen(Listener listener) {}

        @Override
        public void unreadable() {}

        @Override
        public int maxValueBytes() {
          return 0;
        }
      };

  /** Hears of purges by other processes. */
  @FunctionalInterface
  interface Listener {
    /** On a thread of the tier's. */
    void purged(Purge purge, boolean soft);
  }

  /**
   * Looks a variant of a resource up.
   *
   * @param loop where {@code then} is run, once, within the tier's own time limit; it may be run
   *     before this call returns
   * @param then told the value, or null when it is not there, too large, late or out of reach
   */
  void get(CacheKey key, String variant, Executor loop, Consumer<byte @Nullable []> then);

  /**
   * Keeps a variant for that long, or does not: nobody is told. What was purged since it was asked
   * for is not kept.
   *
   * @param askedMillisAgo how long ago the upstream was asked for it
   */
  void put(CacheKey key, String variant, byte[] value, long ttlMillis, long askedMillisAgo);

  /** Forgets what is meant, or more, and tells the other processes. */
  void purge(Purge purge, boolean soft);

  /** Has one listener hear of the purges of other processes from now on. */
  void listen(Listener listener);

  /** Counts that a value was not what it should be. */
  void unreadable();

  /** The largest value that is kept; 0 when nothing is. */
  int maxValueBytes();
}
