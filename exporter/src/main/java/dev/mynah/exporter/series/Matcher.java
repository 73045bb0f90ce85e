package dev.mynah.exporter.series;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One condition on a label or attribute, with the meaning that Prometheus gives it. */
public final class Matcher {
  private final String name;
  private final Operator operator;
  private final String value;
  private final @Nullable Pattern pattern;

  /** How a value is compared. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    REGEX,
    NOT_REGEX
  }

  /**
   * A condition.
   *
   * @throws IllegalArgumentException when the value should be a regular expression (RE2) and is not
   */
  public Matcher(String name, Operator operator, String value) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    this.pattern =
        operator == Operator.REGEX || operator == Operator.NOT_REGEX ? compiled(value) : null;
  }

  /** That a label has a value. */
  public static Matcher equal(String name, String value) {
    return new Matcher(name, Operator.EQUAL, value);
  }

  public String name() {
    return name;
  }

  public Operator operator() {
    return operator;
  }

  public String value() {
    return value;
  }

  /** Whether a label's value, empty for a missing one, meets it. Expressions match whole values. */
  public boolean accepts(String actual) {
    return switch (operator) {
      case EQUAL -> actual.equals(value);
      case NOT_EQUAL -> !actual.equals(value);
      case REGEX -> matches(actual);
      case NOT_REGEX -> !matches(actual);
    };
  }

  private boolean matches(String actual) {
    return pattern != null && pattern.matches(actual);
  }

  private static Pattern compiled(String expression) {
    try {
      return Pattern.compile("(?s:" + expression + ")");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: " + expression + " (" + e.getDescription() + ")", e);
    }
  }
}
