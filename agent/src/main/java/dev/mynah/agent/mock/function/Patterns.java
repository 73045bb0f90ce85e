package dev.mynah.agent.mock.function;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions that cannot run away: a match may look at a bounded number of characters,
 * however badly pattern and text go together.
 */
public final class Patterns {
  private static final int MOST_LOOKS = 2_000_000;
  private static final BoundedCache<Pattern> COMPILED = new BoundedCache<>(Pattern::compile);

  private Patterns() {}

  /**
   * A matcher that gives up.
   *
   * @throws FunctionFailure when the pattern is none; the matcher throws it at its bound
   */
  public static Matcher matcher(String pattern, String text) {
    try {
      return COMPILED.get(pattern).matcher(new Counted(text, 0, text.length(), new int[1]));
    } catch (PatternSyntaxException e) {
      throw new FunctionFailure("not a regular expression");
    }
  }

  /** Text that counts how often it is looked at, together with all its parts. */
  private static final class Counted implements CharSequence {
    private final String text;
    private final int start;
    private final int end;
    private final int[] looks;

    Counted(String text, int start, int end, int[] looks) {
      this.text = text;
      this.start = start;
      this.end = end;
      this.looks = looks;
    }

    @Override
    public char charAt(int i) {
      if (++looks[0] > MOST_LOOKS) {
        throw new FunctionFailure("the regular expression takes too long for this text");
      }
      return text.charAt(start + i);
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text, start + from, start + to, looks);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
