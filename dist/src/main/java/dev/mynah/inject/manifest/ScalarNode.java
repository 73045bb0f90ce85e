package dev.mynah.inject.manifest;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A single value as written; it is never interpreted. */
public final class ScalarNode extends ManifestNode {
  /** What YAML 1.1 or 1.2 takes for something else than text when it stands without quotes. */
  private static final Pattern NOT_TEXT =
      Pattern.compile(
          "|~|(?i:null|true|false|yes|no|on|off|y|n)"
              + "|[-+]?(?:0[bB][01_]+|0[oO]?[0-7_]+|0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)"
              + "|[-+]?(?:\\.[0-9_]+|[0-9][0-9_]*(?:\\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
              + "|[-+]?\\.(?i:inf|nan)");

  private final String text;
  private final boolean plain;

  ScalarNode(String text, boolean plain, @Nullable Span span, int line) {
    super(span, line);
    this.text = text;
    this.plain = plain;
  }

  /** A text, whatever it looks like. */
  public static ScalarNode text(String text) {
    return new ScalarNode(text, false, null, 0);
  }

  /** A number or a truth. */
  static ScalarNode plain(String text) {
    return new ScalarNode(text, true, null, 0);
  }

  public String text() {
    return text;
  }

  /** Whether it stood without quotes, so that it may be something else than text. */
  boolean plain() {
    return plain;
  }

  /** Whether nothing stands there. */
  public boolean isNull() {
    return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
  }

  /** Whether a reader takes it for text. */
  boolean isText() {
    return !plain || !looksLikeAnotherType(text);
  }

  static boolean looksLikeAnotherType(String text) {
    return NOT_TEXT.matcher(text).matches();
  }

  @Override
  ManifestNode copy() {
    return new ScalarNode(text, plain, null, line());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScalarNode scalar
        && text.equals(scalar.text)
        && isText() == scalar.isText();
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
