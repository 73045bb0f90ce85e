package dev.mynah.agent.mock.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of templates: text, numbers, truth, lists, maps and nothing else. */
public final class Plain {
  /** The most characters that a value may print. */
  public static final int MOST_CHARACTERS = 1 << 20;

  /** Decimal places and powers of ten beyond this are not worked with: they would fill memory. */
  public static final int MOST_DIGITS = 400;

  public static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  /** {@link #parse} as the one reader of JSON texts. */
  static final Function<String, @Nullable Object> PARSER = Plain::parse;

  private static final ObjectWriter COMPACT = JSON.writer();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private Plain() {}

  /** The value as a template prints it: lists and maps as JSON, nothing as nothing. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof ModelValue || value instanceof CharSequence) {
      return value.toString();
    }
    if (value instanceof BigDecimal number) {
      return number.scale() >= 0 && number.scale() < MOST_DIGITS
          ? number.toPlainString()
          : number.toString();
    }
    return value instanceof Map || value instanceof List ? json(value, false) : value.toString();
  }

  /** Whether {@code if} takes it as true: not nothing, false, zero, empty text or an empty list. */
  public static boolean isTrue(@Nullable Object value) {
    if (value == null || Boolean.FALSE.equals(value)) {
      return false;
    }
    if (value instanceof CharSequence text) {
      return text.length() > 0;
    }
    if (value instanceof BigDecimal number) {
      return number.signum() != 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return !(value instanceof List<?> list) || !list.isEmpty();
  }

  /** Whether the value is a number, or text that is one. */
  public static boolean isNumber(@Nullable Object value) {
    if (value instanceof Number) {
      return true;
    }
    if (value == null || value instanceof Boolean || value instanceof Map) {
      return false;
    }
    try {
      number(value);
      return true;
    } catch (FunctionFailure e) {
      return false;
    }
  }

  /**
   * The value as a number.
   *
   * @throws FunctionFailure when it is none, or one too long to work with
   */
  public static BigDecimal number(@Nullable Object value) {
    String text = text(value).strip();
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      throw new FunctionFailure("a number is expected");
    }
    BigDecimal made;
    try {
      made = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new FunctionFailure("a number is expected");
    }
    if (Math.abs((long) made.scale()) > MOST_DIGITS) {
      throw new FunctionFailure("a number of at most " + MOST_DIGITS + " digits is expected");
    }
    return made;
  }

  /** A number in its shortest form: whole ones without a point. */
  public static Number shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.scale() > 0) {
      return stripped;
    }
    BigInteger whole = stripped.toBigInteger();
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }

  /** The value as JSON text, within bounds. */
  public static String json(@Nullable Object value, boolean pretty) {
    BoundedText out = new BoundedText(MOST_CHARACTERS);
    try {
      (pretty ? PRETTY : COMPACT).writeValue(out, plain(value));
    } catch (JsonProcessingException e) {
      throw new FunctionFailure("the value cannot be written as JSON");
    } catch (IOException e) {
      throw new FunctionFailure("the JSON text is longer than " + MOST_CHARACTERS + " characters");
    }
    return out.toString();
  }

  /**
   * The value of a JSON text.
   *
   * @throws FunctionFailure when it is not JSON
   */
  public static @Nullable Object parse(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException | NumberFormatException e) {
      // An exponent beyond 32 bits makes the parser throw what it does not declare.
      throw new FunctionFailure("the text is not JSON");
    }
  }

  /**
   * A copy in plain lists and maps that may be changed.
   *
   * @throws FunctionFailure when it would have too many entries: lists that stand in each other
   *     again and again are small to hold and endless to write
   */
  public static @Nullable Object plain(@Nullable Object value) {
    return new Copy().of(value, 0);
  }

  private static final class Copy {
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_DEPTH = 1_000;

    private int entries;

    @Nullable Object of(@Nullable Object value, int depth) {
      if (++entries > MOST_ENTRIES || depth > MOST_DEPTH) {
        throw new FunctionFailure("the value has more than " + MOST_ENTRIES + " entries");
      }
      Object bare = value instanceof ModelValue model ? model.plain() : value;
      if (bare instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), of(entry, depth + 1)));
        return copy;
      }
      if (bare instanceof List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(entry -> copy.add(of(entry, depth + 1)));
        return copy;
      }
      boolean scalar = bare == null || bare instanceof Number || bare instanceof Boolean;
      return scalar ? bare : String.valueOf(bare);
    }
  }
}
