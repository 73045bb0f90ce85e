package dev.mynah.agent.reuse.dedup;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dedup window outside this process that replicas share. Whatever goes wrong with it looks as if
 * nobody else had asked. Thread-safe, and never blocks.
 */
public interface SharedWindow {
  /** Each process on its own. */
  SharedWindow NONE =
      new SharedWindow() {
        @Override
        public void claim(
            byte[] key, long leaseMillis, boolean waited, Executor loop, Consumer<Claim> then) {
          then.accept(Claim.FIRST);
        }

        @Override
        public void done(byte[] key, byte[] answer, long windowMillis) {}

        @Override
        public void failed(byte[] key, boolean again) {}

        @Override
        public int maxAnswerBytes() {
          return 0;
        }
      };

  /**
   * Asks to be the first with this key.
   *
   * @param leaseMillis after which a claim that was neither done nor failed lapses, since its
   *     process is gone
   * @param waited whether this process was told before that another one has it
   * @param loop where {@code then} is run, once, within the window's own time limit; it may be run
   *     before this call returns
   */
  void claim(byte[] key, long leaseMillis, boolean waited, Executor loop, Consumer<Claim> then);

  /** Keeps an answer for that long in the place of this process' claim, or does not. */
  void done(byte[] key, byte[] answer, long windowMillis);

  /**
   * Gives this process' claim back: there is no answer to remember.
   *
   * @param again whether it does no harm when another process goes on in its place; else those that
   *     wait for it are told that it failed
   */
  void failed(byte[] key, boolean again);

  /** The largest answer that is kept, encoded. */
  int maxAnswerBytes();

  /** How it stands with a key. */
  enum State {
    /** Nobody else has it: the claim is ours. */
    FIRST,
    /** Another process has claimed it and not answered yet. */
    IN_FLIGHT,
    /** There is an answer. */
    DONE,
    /** The process that was waited for has failed, and nobody should go on in its place. */
    FAILED
  }

  /**
   * What a claim came to.
   *
   * @param answer as it was given to {@link #done}; set when the state is DONE
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Claim(State state, byte @Nullable [] answer) {
    public static final Claim FIRST = new Claim(State.FIRST, null);
    public static final Claim IN_FLIGHT = new Claim(State.IN_FLIGHT, null);
    public static final Claim FAILED = new Claim(State.FAILED, null);

    public static Claim done(byte[] answer) {
      return new Claim(State.DONE, answer);
    }
  }
}
