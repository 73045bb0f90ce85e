package dev.mynah.agent.reuse.store;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place outside this process where replicas keep answers for each other. Whatever goes wrong with
 * it looks like an answer that is not there. Thread-safe, and never blocks.
 */
public interface SharedTier {
  /** No such place. */
  SharedTier NONE =
      new SharedTier() {
        @Override
        public void get(byte[] key, Executor loop, Consumer<byte @Nullable []> then) {
          then.accept(null);
        }

        @Override
        public void put(byte[] key, byte[] value, long ttlMillis) {}

        @Override
        public void remove(byte[] key) {}

        @Override
        public int maxValueBytes() {
          return 0;
        }
      };

  /**
   * Looks a value up.
   *
   * @param loop where {@code then} is run, once, within the tier's own time limit; it may be run
   *     before this call returns
   * @param then told the value, or null when it is not there, too large, late or out of reach
   */
  void get(byte[] key, Executor loop, Consumer<byte @Nullable []> then);

  /** Keeps a value for that long, or does not: nobody is told. */
  void put(byte[] key, byte[] value, long ttlMillis);

  /** Forgets a value. */
  void remove(byte[] key);

  /** The largest value that is kept; 0 when nothing is. */
  int maxValueBytes();
}
