package dev.mynah.exporter.promql.syntax;

import java.util.List;

/** The words of a query, taken one by one. One thread. */
final class Words {
  private final List<Token> tokens;
  private final Refusals refusals;
  private int next;

  Words(List<Token> tokens, Refusals refusals) {
    this.tokens = tokens;
    this.refusals = refusals;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token peekAfter() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  boolean takeIf(String symbol) {
    if (peek().is(symbol)) {
      next++;
      return true;
    }
    return false;
  }

  boolean takeWordIf(String word) {
    if (peek().isWord(word)) {
      next++;
      return true;
    }
    return false;
  }

  /**
   * Takes a symbol that must come.
   *
   * @param where the construct, as an error names it
   */
  Token expect(String symbol, String where) {
    Token token = take();
    if (!token.is(symbol)) {
      throw unexpected(token, where, "\"" + symbol + "\"");
    }
    return token;
  }

  RuntimeException unexpected(Token token, String where, String expected) {
    String tail = expected.isEmpty() ? "" : ", expected " + expected;
    String place = where.isEmpty() ? "" : " in " + where;
    return refusals.bad(token.at(), "unexpected " + token.named() + place + tail);
  }
}
