package dev.mynah.agent.route.match;

import dev.mynah.agent.config.ValueMatch;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ValueMatch} at work on all values that a name has: one that fits is enough; for the
 * negative ones, one that has what must not be there is too much.
 */
final class ValueTest {
  private final ValueMatch match;

  ValueTest(ValueMatch match) {
    this.match = match;
  }

  boolean passes(List<String> values, RequestView view) {
    if (match instanceof ValueMatch.Absent) {
      return values.isEmpty();
    }
    if (match instanceof ValueMatch.Present) {
      return !values.isEmpty();
    }
    if (match instanceof ValueMatch.DoesNotContain not) {
      return values.stream().noneMatch(value -> value.contains(not.part()));
    }
    if (match instanceof ValueMatch.DoesNotMatch not) {
      return values.stream().allMatch(value -> differs(not.pattern(), value, view));
    }
    return values.stream().anyMatch(value -> fits(value, view));
  }

  private static boolean differs(Pattern pattern, String value, RequestView view) {
    return view.matches(pattern, value) == BoundedRegex.Outcome.DIFFERS;
  }

  private boolean fits(String value, RequestView view) {
    if (match instanceof ValueMatch.Equal equal) {
      return equal.ignoreCase()
          ? equal.expected().equalsIgnoreCase(value)
          : equal.expected().equals(value);
    }
    if (match instanceof ValueMatch.Contains contains) {
      return value.contains(contains.part());
    }
    return match instanceof ValueMatch.Matches matches
        && view.matches(matches.pattern(), value) == BoundedRegex.Outcome.MATCHES;
  }

  /** The value that must be there, or null when this is no equality. */
  @Nullable String expected() {
    return match instanceof ValueMatch.Equal equal ? equal.expected() : null;
  }

  /** Whether the test can only pass when the name is absent or its values lack something. */
  boolean isNegative() {
    return match instanceof ValueMatch.Absent
        || match instanceof ValueMatch.DoesNotContain
        || match instanceof ValueMatch.DoesNotMatch;
  }

  String signature() {
    if (match instanceof ValueMatch.Matches matches) {
      return "matches " + pattern(matches.pattern());
    }
    if (match instanceof ValueMatch.DoesNotMatch not) {
      return "does not match " + pattern(not.pattern());
    }
    return match.toString();
  }

  /** A pattern as text; patterns themselves know no equality. */
  static String pattern(Pattern pattern) {
    return pattern.flags() + "/" + pattern.pattern();
  }

  /** What is expected, for a sentence; never called for secrets. */
  String describe() {
    if (match instanceof ValueMatch.Equal equal) {
      return Quoted.of(equal.expected());
    }
    if (match instanceof ValueMatch.Contains contains) {
      return "something with " + Quoted.of(contains.part());
    }
    if (match instanceof ValueMatch.DoesNotContain not) {
      return "nothing with " + Quoted.of(not.part());
    }
    if (match instanceof ValueMatch.Matches matches) {
      return "a match of " + Quoted.of(matches.pattern().pattern());
    }
    if (match instanceof ValueMatch.DoesNotMatch not) {
      return "no match of " + Quoted.of(not.pattern().pattern());
    }
    return match instanceof ValueMatch.Absent ? "nothing" : "any value";
  }
}
