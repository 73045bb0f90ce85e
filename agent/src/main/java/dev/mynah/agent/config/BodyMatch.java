package dev.mynah.agent.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A test of the request's body, after content decoding. */
public sealed interface BodyMatch {
  /** The whole text. */
  record TextEqual(String expected) implements BodyMatch {}

  /** A part of the text. */
  record Contains(String part) implements BodyMatch {}

  /** The whole text matches. */
  record Matches(Pattern pattern) implements BodyMatch {}

  /** The same JSON value; numbers by value, object keys in any order. */
  record JsonEqual(JsonNode expected, boolean ignoreArrayOrder, boolean ignoreExtraElements)
      implements BodyMatch {}

  /** The expression finds something, and with {@code value} something that passes. */
  record JsonPath(String expression, @Nullable ValueMatch value) implements BodyMatch {}
}
