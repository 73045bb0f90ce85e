package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.declare.ScalarType.Form;
import dev.mynah.settings.declare.ScalarType.Look;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The types that values have. */
public final class Types {
  /** What an editor has to let pass for any type: a value that the environment fills in. */
  private static final String OR_VARIABLE = "|\\$\\{";

  private Types() {}

  /** Any text; {@code NO}, {@code 1.10} and {@code 12:30:00} are text where text is asked for. */
  public static Type<String> text() {
    return token("text", "expected a text", text -> text);
  }

  /** Text that is taken as it stands: no {@code ${NAME}} is replaced. */
  public static Type<String> verbatim() {
    Look<String> look = new Look<>(Types::quoted, Types::anyScalar);
    return new ScalarType<>(
        new Form<>("text as it stands", "", "expected a text", false, false, t -> t, look));
  }

  /**
   * Text of a form that a parser knows.
   *
   * @param expected printed when the parser refuses with anything but {@link Refused}
   * @param parser throws {@link IllegalArgumentException} or {@link Refused}
   */
  public static <T> Type<T> token(String words, String expected, Function<String, T> parser) {
    Look<T> look = new Look<>(value -> quoted(String.valueOf(value)), Types::anyScalar);
    return new ScalarType<>(new Form<>(words, "", expected, true, false, parser, look));
  }

  /** A whole number; both bounds are allowed. */
  public static Type<Integer> integer(int least, int most) {
    String allowed = least + " to " + most;
    return new ScalarType<>(
        new Form<>(
            "integer",
            allowed,
            "expected " + allowed,
            true,
            true,
            text -> (int) within(Quantities.integer(text), least, most),
            new Look<>(String::valueOf, schema -> numeric(schema, "integer", least, most))));
  }

  /** A decimal number, zero or more. */
  public static Type<BigDecimal> decimal(String least, String most) {
    String allowed = least + " to " + most;
    BigDecimal low = new BigDecimal(least);
    BigDecimal high = new BigDecimal(most);
    Function<String, BigDecimal> parser =
        text -> {
          BigDecimal value = Quantities.decimal(text);
          if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw new Refused("expected " + allowed);
          }
          return value;
        };
    Consumer<ObjectNode> schema = node -> numeric(node, "number", low.doubleValue(), high);
    return new ScalarType<>(
        new Form<>(
            "number",
            allowed,
            "expected a number, " + allowed,
            true,
            true,
            parser,
            new Look<>(BigDecimal::toPlainString, schema)));
  }

  /** Bytes; both bounds are allowed. */
  public static Type<Long> size(long leastBytes, long mostBytes) {
    String allowed = Words.size(leastBytes) + " to " + Words.size(mostBytes);
    return new ScalarType<>(
        new Form<>(
            "size",
            allowed,
            "expected a size such as 512KiB or 32MiB, " + allowed,
            true,
            true,
            text -> {
              long bytes = Quantities.size(text);
              if (bytes < leastBytes || bytes > mostBytes) {
                throw new Refused("expected " + allowed);
              }
              return bytes;
            },
            new Look<>(Words::size, schema -> written(schema, Quantities.SIZE + "|[0-9]+"))));
  }

  /** A span of time; both bounds are allowed. */
  public static Type<Duration> duration(Duration least, Duration most) {
    String allowed = Words.duration(least) + " to " + Words.duration(most);
    return new ScalarType<>(
        new Form<>(
            "duration",
            allowed,
            "expected a duration such as 200ms, 5s or 1h30m, " + allowed,
            true,
            true,
            text -> {
              Duration value = Quantities.duration(text);
              if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new Refused("expected " + allowed);
              }
              return value;
            },
            new Look<>(Words::duration, schema -> written(schema, Quantities.DURATION + "|0"))));
  }

  public static Type<Boolean> truth() {
    Consumer<ObjectNode> schema =
        node -> {
          node.putArray("type").add("boolean").add("string");
          node.put("pattern", "^(true|false)$" + OR_VARIABLE);
        };
    return new ScalarType<>(
        new Form<>(
            "true or false",
            "",
            "expected true or false",
            true,
            true,
            Types::truth,
            new Look<>(String::valueOf, schema)));
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw new IllegalArgumentException("neither");
    };
  }

  /** One of an enum's constants, in lower case. */
  public static <E extends Enum<E>> Type<E> choice(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return choice(words, Map.of());
  }

  /** One of some words, and words that the format has and this release has not. */
  public static <T> Type<T> choice(Map<String, T> words, Map<String, String> later) {
    String all = String.join(", ", words.keySet());
    Function<String, T> parser =
        text -> {
          String word = text.toLowerCase(Locale.ROOT);
          T value = words.get(word);
          if (value == null) {
            String notYet = later.get(word);
            throw new Refused(
                notYet == null ? "expected one of " + all : "not in this release: " + notYet);
          }
          return value;
        };
    Function<T, String> show =
        value ->
            words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> String.valueOf(value));
    return new ScalarType<>(
        new Form<>(
            "word",
            all,
            "expected one of " + all,
            true,
            true,
            parser,
            new Look<>(show, schema -> words(schema, words.keySet()))));
  }

  /** A path, relative to the file that names it, there or not; or the word {@code none}. */
  public static Type<MaybePath> pathOrNone() {
    return new PathOrNoneType(path());
  }

  private static Type<Path> path() {
    return token("path", "expected a path", Types::parsePath);
  }

  /** A file that must be there. */
  public static Type<Path> file() {
    return new FileType(path(), false);
  }

  /** A file with a private key that must be there. */
  public static Type<Path> keyFile() {
    return new FileType(path(), true);
  }

  /** Any JSON value, taken as it stands. */
  public static Type<JsonNode> json() {
    return new JsonType();
  }

  private static Path parsePath(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return Path.of(text);
  }

  private static long within(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "\"\"" : text;
  }

  private static void anyScalar(ObjectNode schema) {
    schema.putArray("type").add("string").add("number").add("boolean");
  }

  private static void numeric(ObjectNode schema, String type, Number least, Number most) {
    schema.putArray("type").add(type).add("string");
    schema.put("minimum", new BigDecimal(least.toString()));
    schema.put("maximum", new BigDecimal(most.toString()));
    schema.put("pattern", "^([-+]?[0-9.eE+-]+|0x[0-9a-fA-F]+|0o[0-7]+)$" + OR_VARIABLE);
  }

  private static void written(ObjectNode schema, String pattern) {
    schema.putArray("type").add("string").add("integer");
    schema.put("pattern", "^(" + pattern + ")$" + OR_VARIABLE);
  }

  private static void words(ObjectNode schema, Iterable<String> words) {
    ObjectNode fixed = schema.objectNode();
    ArrayNode constants = fixed.putArray("enum");
    words.forEach(constants::add);
    ObjectNode variable = schema.objectNode();
    variable.put("type", "string").put("pattern", "\\$\\{");
    schema.putArray("anyOf").add(fixed).add(variable);
  }
}
