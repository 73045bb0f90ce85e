package dev.mynah.exporter.promql.syntax;

/**
 * A word of a query.
 *
 * @param text of a string what it stands for, of everything else as written
 * @param at where it begins
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    NUMBER,
    DURATION,
    STRING,
    /** Names, of metrics, labels and functions, and words such as {@code by}. */
    WORD,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /** As an error names it. */
  String named() {
    return switch (kind) {
      case END -> "end of input";
      case STRING -> "string \"" + text + "\"";
      case NUMBER -> "number \"" + text + "\"";
      case DURATION -> "duration \"" + text + "\"";
      case WORD -> "identifier \"" + text + "\"";
      case SYMBOL -> "\"" + text + "\"";
    };
  }
}
