package dev.mynah.agent.mock.function;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call of a helper, as the template wrote it. */
public interface FunctionCall {
  /** The helper's name as the template has it, for messages. */
  String name();

  /** The number of arguments without a name. */
  int count();

  /** The i-th argument; null when there is none or it has no value. */
  @Nullable Object arg(int i);

  /** A named argument; null when there is none or it has no value. */
  @Nullable Object option(String name);

  /** Whether the call stands around a block. */
  boolean isBlock();

  /** Renders the block as it stands. */
  String block();

  /** Renders the block with another value as {@code this}. */
  String blockWith(Object self);

  /** Renders the block for one entry of a list or map. */
  String blockFor(Object self, Object key, int index, boolean last);

  /** Renders the else part; empty when there is none. */
  String otherwise();

  /** Keeps a value under a name for the rest of the template. */
  void assign(String name, Object value);

  /** Keeps a value under the name that a template gave; no value is kept as empty text. */
  default void keep(String name, @Nullable Object value) {
    if (!Names.ALLOWED.matcher(name).matches() || name.equals("request")) {
      throw failure("a name of letters, digits, _ and - is expected");
    }
    assign(name, value == null ? "" : value);
  }

  /**
   * What a text reads as, read once per rendering where it is asked for again.
   *
   * @param reader always the same object for the same way of reading
   */
  @Nullable Object read(String text, Function<String, @Nullable Object> reader);

  /**
   * Charges work to the rendering, in characters.
   *
   * @throws FunctionFailure when the rendering has done too much
   */
  void charge(long characters);

  /** The value of a JSON text. */
  default @Nullable Object json(String text) {
    return read(text, Plain.PARSER);
  }

  Clock clock();

  RandomGenerator random();

  String hostname();

  /** What templates may read of the system. */
  SystemValues system();

  /** The i-th argument as text; empty when it has no value. */
  default String text(int i) {
    return Plain.text(arg(i));
  }

  /** A named argument as text. */
  default String text(String option, String otherwise) {
    Object given = option(option);
    return given == null ? otherwise : Plain.text(given);
  }

  default boolean flag(String option, boolean otherwise) {
    Object given = option(option);
    return given == null ? otherwise : !Plain.text(given).equals("false");
  }

  /** A named whole number. */
  default long whole(String option, long otherwise) {
    Object given = option(option);
    return given == null ? otherwise : whole(given);
  }

  /** A whole number. */
  default long whole(@Nullable Object given) {
    try {
      return Plain.number(given).longValueExact();
    } catch (ArithmeticException e) {
      throw failure("a whole number is expected");
    }
  }

  /** The argument as a list: itself, or the array that a JSON text holds. */
  default List<?> list(int i) {
    Object given = arg(i);
    if (given instanceof List<?> list) {
      return list;
    }
    if (given instanceof CharSequence text && json(text.toString()) instanceof List<?> list) {
      return list;
    }
    throw failure("a list is expected");
  }

  /** What a block holds, or the first argument: for helpers that work on either. */
  default String content() {
    return isBlock() ? block() : text(0);
  }

  default FunctionFailure failure(String what) {
    return new FunctionFailure(name() + ": " + what);
  }

  /** Names that a template may give to values. */
  final class Names {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private Names() {}
  }
}
