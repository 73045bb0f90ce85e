package dev.mynah.agent.config;

import java.util.regex.Pattern;

/** A test of one query parameter, header or cookie; one matching value of several is enough. */
public sealed interface ValueMatch {
  /** The whole value. */
  record Equal(String expected, boolean ignoreCase) implements ValueMatch {}

  /** A part of the value. */
  record Contains(String part) implements ValueMatch {}

  /** No value has the part; also true when the name is absent. */
  record DoesNotContain(String part) implements ValueMatch {}

  /** The whole value matches. */
  record Matches(Pattern pattern) implements ValueMatch {}

  /** No value matches; also true when the name is absent. */
  record DoesNotMatch(Pattern pattern) implements ValueMatch {}

  /** There is no such name. */
  record Absent() implements ValueMatch {}

  /** The name is there, whatever its value. */
  record Present() implements ValueMatch {}
}
