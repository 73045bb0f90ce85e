package dev.mynah.agent.route.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath expression, compiled once. Immutable; equal when written the same.
 *
 * <p>Documents are read by Jackson: the library's own parser would lose digits of large numbers. It
 * only reads the lists and objects that are written into filters.
 */
public final class JsonPathExpression {
  private static final Configuration CONFIGURATION =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(Json.MAPPER))
          .mappingProvider(new JacksonMappingProvider(Json.MAPPER))
          .options(Option.SUPPRESS_EXCEPTIONS)
          .build();
  private static final Pattern QUOTED =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern AGGREGATE =
      Pattern.compile("\\.(min|max|avg|stddev|sum|concat|append)\\(");

  private final String text;
  private final JsonPath path;

  private JsonPathExpression(String text, JsonPath path) {
    this.text = text;
    this.path = path;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException when {@link #problem} has something to say
   */
  public static JsonPathExpression of(String text) {
    String problem = problem(text);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    return new JsonPathExpression(text, JsonPath.compile(text));
  }

  /** What is wrong with an expression, or null. */
  public static @Nullable String problem(String text) {
    if (text.isBlank()) {
      return "a JSONPath expression, such as $.user.name";
    }
    String bare = QUOTED.matcher(text).replaceAll("''");
    if (bare.contains("=~")) {
      return "a JSONPath expression without =~, whose running time nobody bounds: select the values"
          + " and write matches beside jsonPath";
    }
    if (AGGREGATE.matcher(bare).find()) {
      return "a JSONPath expression without aggregate functions";
    }
    if (bare.chars().filter(c -> c == '[').count() != bare.chars().filter(c -> c == ']').count()) {
      return "a JSONPath expression whose brackets are closed";
    }
    try {
      JsonPath.compile(text);
      return null;
    } catch (InvalidPathException | IllegalArgumentException | IndexOutOfBoundsException broken) {
      return "a JSONPath expression: "
          + String.valueOf(broken.getMessage()).lines().findFirst().orElse("unreadable");
    }
  }

  /**
   * What it finds, as text: strings as they are, everything else as compact JSON. {@code null} and
   * what is missing are nothing.
   */
  List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    Object found = read(json);
    if (found instanceof JsonNode node && node.isArray() && !path.isDefinite()) {
      node.forEach(element -> add(element, texts));
    } else {
      add(found, texts);
    }
    return texts;
  }

  private @Nullable Object read(JsonNode json) {
    try {
      return path.read(json, CONFIGURATION);
    } catch (JsonPathException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static void add(@Nullable Object found, List<String> to) {
    if (found instanceof JsonNode node) {
      if (!node.isNull() && !node.isMissingNode()) {
        to.add(Json.text(node));
      }
    } else if (found != null) {
      to.add(found.toString());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPathExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
