package dev.mynah.agent.route.match;

import java.util.regex.Pattern;

/**
 * Regular expressions on a budget. Java's engine backtracks, so an unlucky expression and a
 * spiteful value can take for ever; here every character it reads is counted, and one evaluation,
 * as well as all those of a request together, ends when its share is used up. Not thread-safe.
 *
 * <p>The shares are generous: an expression that looks at each character a few dozen times fits, at
 * a few nanoseconds each. An expression that exhausts the stack counts as given up too.
 */
final class BoundedRegex {
  static final long STEPS_PER_EVALUATION = 100_000;
  static final long STEPS_PER_CHARACTER = 16;
  static final long STEPS_PER_REQUEST = 10_000_000;

  private final RegexOverrun overrun;
  private long left;
  private int givenUp;

  BoundedRegex(RegexOverrun overrun) {
    this.overrun = overrun;
  }

  /** Begins a request with its full budget. */
  void reset() {
    left = STEPS_PER_REQUEST;
    givenUp = 0;
  }

  /** How many evaluations of this request were given up. */
  int givenUp() {
    return givenUp;
  }

  /** Whether the whole value matches. A value that could not be decided does not. */
  Outcome matches(Pattern pattern, String value) {
    long share = Math.min(left, STEPS_PER_EVALUATION + STEPS_PER_CHARACTER * (long) value.length());
    Steps steps = new Steps(share);
    try {
      boolean matches = pattern.matcher(new Counted(value, 0, value.length(), steps)).matches();
      left -= steps.used();
      return matches ? Outcome.MATCHES : Outcome.DIFFERS;
    } catch (OutOfSteps | StackOverflowError tooMuch) {
      left -= steps.used();
      givenUp++;
      overrun.gaveUp(pattern);
      return Outcome.GIVEN_UP;
    }
  }

  /** What an evaluation came to. */
  enum Outcome {
    MATCHES,
    DIFFERS,
    GIVEN_UP
  }

  private static final class Steps {
    private final long share;
    private long left;

    Steps(long share) {
      this.share = share;
      this.left = share;
    }

    void take() {
      if (--left < 0) {
        throw new OutOfSteps();
      }
    }

    long used() {
      return share - Math.max(0, left);
    }
  }

  /** Text that counts how often it is read. */
  private record Counted(String text, int start, int end, Steps steps) implements CharSequence {
    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text, start + from, start + to, steps);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }

  private static final class OutOfSteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfSteps() {
      super("out of steps", null, false, false);
    }
  }
}
