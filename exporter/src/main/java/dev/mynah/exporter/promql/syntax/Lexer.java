package dev.mynah.exporter.promql.syntax;

import dev.mynah.exporter.promql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into words. One thread. */
final class Lexer {
  /** Longer ones first. */
  private static final List<String> SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "=~", "!~", "+", "-", "*", "/", "%", "^", "<", ">", "=", "(", ")",
          "{", "}", "[", "]", ",", "@", ":");

  private static final String UNITS = "smhdwy";

  private final String query;
  private final Refusals refusals;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String query, Refusals refusals) {
    this.query = query;
    this.refusals = refusals;
  }

  /** All words; the last is {@code END}. */
  List<Token> tokens() {
    while (skipBlanks()) {
      char c = query.charAt(at);
      if (isDigit(c) || c == '.' && at + 1 < query.length() && isDigit(query.charAt(at + 1))) {
        numberOrDuration();
      } else if (isNameStart(c)) {
        word();
      } else if (c == '"' || c == '\'' || c == '`') {
        Quoted quoted = Quoted.read(query, at, refusals);
        tokens.add(new Token(Kind.STRING, quoted.value(), at));
        at = quoted.end();
      } else {
        symbol();
      }
    }
    tokens.add(new Token(Kind.END, "", query.length()));
    return tokens;
  }

  private boolean skipBlanks() {
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == '#') {
        while (at < query.length() && query.charAt(at) != '\n') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void word() {
    int from = at;
    while (at < query.length() && isNamePart(query.charAt(at))) {
      at++;
    }
    tokens.add(new Token(Kind.WORD, query.substring(from, at), from));
  }

  private void symbol() {
    for (String symbol : SYMBOLS) {
      if (query.startsWith(symbol, at)) {
        tokens.add(new Token(Kind.SYMBOL, symbol, at));
        at += symbol.length();
        return;
      }
    }
    int point = query.codePointAt(at);
    throw refusals.bad(at, "unexpected character: '" + Character.toString(point) + "'");
  }

  private void numberOrDuration() {
    int from = at;
    if (query.startsWith("0x", at) || query.startsWith("0X", at)) {
      at += 2;
      while (at < query.length() && Character.digit(query.charAt(at), 16) >= 0) {
        at++;
      }
    } else {
      digits();
      if (at < query.length() && UNITS.indexOf(query.charAt(at)) >= 0) {
        duration(from);
        return;
      }
      fraction();
    }
    if (at < query.length() && isNamePart(query.charAt(at))) {
      throw refusals.bad(
          from, "bad number or duration syntax: \"" + query.substring(from, at + 1) + "\"");
    }
    tokens.add(new Token(Kind.NUMBER, query.substring(from, at), from));
  }

  private void fraction() {
    if (at < query.length() && query.charAt(at) == '.') {
      at++;
      digits();
    }
    int exponent = at;
    if (at < query.length() && (query.charAt(at) == 'e' || query.charAt(at) == 'E')) {
      at++;
      if (at < query.length() && (query.charAt(at) == '+' || query.charAt(at) == '-')) {
        at++;
      }
      int first = at;
      digits();
      at = at == first ? exponent : at;
    }
  }

  private void duration(int from) {
    while (at < query.length() && query.charAt(at) != ':' && isNamePart(query.charAt(at))) {
      at++;
    }
    String text = query.substring(from, at);
    if (PromDuration.parse(text).isEmpty()) {
      throw refusals.bad(from, "not a valid duration string: \"" + text + "\"");
    }
    tokens.add(new Token(Kind.DURATION, text, from));
  }

  private void digits() {
    while (at < query.length() && isDigit(query.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == ':';
  }
}
