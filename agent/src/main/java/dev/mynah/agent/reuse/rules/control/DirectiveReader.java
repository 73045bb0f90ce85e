package dev.mynah.agent.reuse.rules.control;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.Syntax;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code directive [= token | quoted-string]} lists over all lines of a field (RFC 9111
 * section 5.2). What is malformed is told, not thrown: the sink knows which side is safe.
 */
final class DirectiveReader {
  /** Is told every directive in order. */
  interface Sink {
    /**
     * @param name in lower case
     * @param argument without quotes; null for none
     * @param malformed whether more stood there than grammar allows: the name counts, the argument
     *     does not
     */
    void directive(String name, @Nullable String argument, boolean malformed);

    /** A quote that never ends: any directive may have been swallowed by it. */
    void openQuote();
  }

  private final Sink sink;
  private final String line;
  private int at;

  private DirectiveReader(String line, Sink sink) {
    this.line = line;
    this.sink = sink;
  }

  static void read(Fields fields, FieldName name, Sink sink) {
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      new DirectiveReader(fields.value(i), sink).read();
    }
  }

  private void read() {
    while (true) {
      while (at < line.length() && (isBlank(at) || line.charAt(at) == ',')) {
        at++;
      }
      if (at == line.length()) {
        return;
      }
      one();
    }
  }

  private void one() {
    int start = at;
    while (at < line.length() && isToken(at)) {
      at++;
    }
    String name = line.substring(start, at).toLowerCase(Locale.ROOT);
    if (at < line.length() && line.charAt(at) == '=') {
      at++;
      argument(name);
      return;
    }
    boolean clean = skipToComma();
    if (!name.isEmpty()) {
      sink.directive(name, null, !clean);
    }
  }

  private void argument(String name) {
    String argument;
    if (at < line.length() && line.charAt(at) == '"') {
      argument = quoted();
      if (argument == null) {
        sink.directive(name, null, true);
        sink.openQuote();
        return;
      }
    } else {
      int start = at;
      while (at < line.length() && isToken(at)) {
        at++;
      }
      argument = line.substring(start, at);
    }
    boolean clean = skipToComma();
    if (!name.isEmpty()) {
      sink.directive(name, argument, !clean);
    }
  }

  /** The text of a quoted string with its escapes undone, or null when it does not end. */
  private @Nullable String quoted() {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return text.toString();
      }
      if (c == '\\' && at < line.length()) {
        c = line.charAt(at++);
      }
      text.append(c);
    }
    return null;
  }

  /** Goes to the comma after this directive; whether there was nothing but blanks before it. */
  private boolean skipToComma() {
    boolean clean = true;
    while (at < line.length() && line.charAt(at) != ',') {
      if (line.charAt(at) == '"') {
        clean = false;
        if (quoted() == null) {
          sink.openQuote();
        }
        continue;
      }
      clean &= isBlank(at);
      at++;
    }
    return clean;
  }

  private boolean isBlank(int i) {
    char c = line.charAt(i);
    return c == ' ' || c == '\t';
  }

  private boolean isToken(int i) {
    return Syntax.isTokenByte((byte) line.charAt(i));
  }
}
