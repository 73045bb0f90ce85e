package dev.mynah.agent.route.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * JSON as bodies are read for matching: numbers exact, nothing after the value. A number whose
 * exponent nobody could hold makes the parser throw what it does not declare; that is no JSON too.
 */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** The value, or null when the bytes are not one JSON value. */
  static @Nullable JsonNode parse(byte[] bytes, int length) {
    try {
      return orNull(MAPPER.readTree(bytes, 0, length));
    } catch (IOException | NumberFormatException notJson) {
      return null;
    }
  }

  /** The value, or null when the text is not one JSON value. */
  static @Nullable JsonNode parse(String text) {
    try {
      return orNull(MAPPER.readTree(text));
    } catch (JsonProcessingException | NumberFormatException notJson) {
      return null;
    }
  }

  private static @Nullable JsonNode orNull(@Nullable JsonNode node) {
    return node == null || node.isMissingNode() ? null : node;
  }

  /** A value as text: strings as they are, everything else as compact JSON. */
  static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.toString();
  }

  /**
   * A number's one spelling by value, so that {@code 1}, {@code 1.0} and {@code 10e-1} are the
   * same.
   */
  static String canonical(JsonNode number) {
    BigDecimal value = number.decimalValue().stripTrailingZeros();
    return value.unscaledValue() + "e" + -value.scale();
  }

  /** The canonical spelling when the text is a JSON number, else the text. */
  static String canonical(String text) {
    if (!looksLikeNumber(text)) {
      return text;
    }
    JsonNode node = parse(text);
    return node != null && node.isNumber() ? canonical(node) : text;
  }

  private static boolean looksLikeNumber(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    return first == '-' || first >= '0' && first <= '9';
  }
}
