package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Values by chance, from the generator that the rendering was given. */
final class RandomFunctions {
  private static final int USUAL_LENGTH = 36;
  private static final int MOST_LENGTH = 65_536;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String SYMBOLS = "!#$%&()*+,-./:;=?@[]^_{|}~";

  private RandomFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("randomValue", TemplateFunction.value(RandomFunctions::randomValue));
    all.put("randomInt", TemplateFunction.value(RandomFunctions::randomInt));
    all.put("randomDecimal", TemplateFunction.value(RandomFunctions::randomDecimal));
    all.put("pickRandom", TemplateFunction.value(RandomFunctions::pickRandom));
  }

  private static String randomValue(FunctionCall call) {
    String value =
        switch (call.text("type", "ALPHANUMERIC").toUpperCase(Locale.ROOT)) {
          case "UUID" -> uuid(call.random());
          case "ALPHANUMERIC" -> drawn(call, LETTERS + DIGITS);
          case "ALPHABETIC" -> drawn(call, LETTERS);
          case "NUMERIC" -> drawn(call, DIGITS);
          case "HEXADECIMAL" -> drawn(call, DIGITS + "abcdef");
          case "ALPHANUMERIC_AND_SYMBOLS" -> drawn(call, LETTERS + DIGITS + SYMBOLS);
          default ->
              throw call.failure(
                  "type is UUID, ALPHANUMERIC, ALPHABETIC, NUMERIC, HEXADECIMAL or"
                      + " ALPHANUMERIC_AND_SYMBOLS");
        };
    return call.flag("uppercase", false) ? value.toUpperCase(Locale.ROOT) : value;
  }

  /** A random UUID (RFC 9562 section 5.4) from this generator. */
  private static String uuid(RandomGenerator random) {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static String drawn(FunctionCall call, String alphabet) {
    long length = call.whole("length", USUAL_LENGTH);
    if (length < 0 || length > MOST_LENGTH) {
      throw call.failure("length is 0 to " + MOST_LENGTH);
    }
    RandomGenerator random = call.random();
    StringBuilder out = new StringBuilder((int) length);
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  private static Long randomInt(FunctionCall call) {
    long lower = call.whole("lower", Integer.MIN_VALUE);
    long upper = call.whole("upper", Integer.MAX_VALUE);
    if (lower > upper) {
      throw call.failure("lower is above upper");
    }
    return lower == upper ? lower : call.random().nextLong(lower, upper);
  }

  private static Double randomDecimal(FunctionCall call) {
    double lower = bound(call, "lower", Integer.MIN_VALUE);
    double upper = bound(call, "upper", Integer.MAX_VALUE);
    if (lower > upper) {
      throw call.failure("lower is above upper");
    }
    return lower == upper ? lower : call.random().nextDouble(lower, upper);
  }

  private static double bound(FunctionCall call, String name, double otherwise) {
    Object given = call.option(name);
    return given == null ? otherwise : Plain.number(given).doubleValue();
  }

  private static @Nullable Object pickRandom(FunctionCall call) {
    Object[] choices = new Object[call.count()];
    Arrays.setAll(choices, call::arg);
    List<?> from =
        choices.length == 1 && choices[0] instanceof List<?> list ? list : Arrays.asList(choices);
    if (from.isEmpty()) {
      throw call.failure("something to pick from is expected");
    }
    return from.get(call.random().nextInt(from.size()));
  }
}
