package dev.mynah.exporter.promql.syntax;

import dev.mynah.exporter.promql.syntax.Expr.Pinned;
import dev.mynah.exporter.promql.syntax.Expr.Range;
import dev.mynah.exporter.promql.syntax.Expr.Selector;
import dev.mynah.exporter.series.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads selectors and what may follow them: window, offset, time. One thread. */
final class SelectorSyntax {
  private static final String NAME = "__name__";
  private static final int MOST_MATCHERS = 100;

  private final Words words;
  private final Refusals refusals;

  SelectorSyntax(Words words, Refusals refusals) {
    this.words = words;
    this.refusals = refusals;
  }

  /** A selector from its name or brace on, without what follows. */
  Selector selector() {
    Token first = words.peek();
    List<Matcher> matchers = new ArrayList<>();
    if (first.kind() == Token.Kind.WORD) {
      words.take();
      matchers.add(Matcher.equal(NAME, first.text()));
    }
    if (words.takeIf("{")) {
      braces(matchers);
    }
    if (matchers.stream().allMatch(matcher -> matcher.accepts(""))) {
      throw refusals.bad(first.at(), "vector selector must contain at least one non-empty matcher");
    }
    return new Selector(first.at(), matchers, 0, null);
  }

  private void braces(List<Matcher> matchers) {
    boolean named = !matchers.isEmpty();
    while (!words.takeIf("}")) {
      Token label = words.take();
      if (label.kind() != Token.Kind.WORD || label.text().indexOf(':') >= 0) {
        throw words.unexpected(label, "label matching", "identifier or \"}\"");
      }
      if (named && label.text().equals(NAME)) {
        throw refusals.bad(label.at(), "metric name must not be set twice");
      }
      matchers.add(matcher(label.text()));
      if (matchers.size() > MOST_MATCHERS) {
        throw refusals.bad(label.at(), "more than " + MOST_MATCHERS + " matchers");
      }
      if (!words.peek().is("}")) {
        words.expect(",", "label matching");
      }
    }
  }

  private Matcher matcher(String label) {
    Token symbol = words.take();
    Matcher.Operator operator = symbol.kind() != Token.Kind.SYMBOL ? null : operator(symbol.text());
    if (operator == null) {
      throw words.unexpected(symbol, "label matching", "label matching operator");
    }
    Token value = words.take();
    if (value.kind() != Token.Kind.STRING) {
      throw words.unexpected(value, "label matching", "string");
    }
    try {
      return new Matcher(label, operator, value.text());
    } catch (IllegalArgumentException notAnExpression) {
      throw refusals.bad(value.at(), String.valueOf(notAnExpression.getMessage()));
    }
  }

  private static Matcher.@Nullable Operator operator(String symbol) {
    return switch (symbol) {
      case "=" -> Matcher.Operator.EQUAL;
      case "!=" -> Matcher.Operator.NOT_EQUAL;
      case "=~" -> Matcher.Operator.REGEX;
      case "!~" -> Matcher.Operator.NOT_REGEX;
      default -> null;
    };
  }

  /** What follows an expression: a window, an offset, a time. */
  Expr followed(Expr of) {
    Expr whole = of;
    while (true) {
      Token token = words.peek();
      if (token.is("[")) {
        whole = window(whole);
      } else if (token.isWord("offset")) {
        whole = offset(whole);
      } else if (token.is("@")) {
        whole = pinned(whole);
      } else {
        return whole;
      }
    }
  }

  private Expr window(Expr of) {
    Token bracket = words.expect("[", "range");
    long millis = duration(words.take(), "range");
    if (words.peek().is(":")) {
      throw refusals.unsupported(bracket.at(), "subqueries are");
    }
    words.expect("]", "range");
    if (!(of instanceof Selector selector)) {
      throw refusals.bad(bracket.at(), "ranges only allowed for vector selectors");
    }
    if (selector.offsetMillis() != 0 || selector.pinned() != null) {
      throw refusals.bad(bracket.at(), "no offset or @ modifiers allowed before range");
    }
    if (millis <= 0) {
      throw refusals.bad(bracket.at(), "duration must be greater than 0");
    }
    return new Range(of.at(), selector, millis);
  }

  private Expr offset(Expr of) {
    Token word = words.take();
    boolean negative = words.takeIf("-");
    if (!negative) {
      words.takeIf("+");
    }
    long millis = duration(words.take(), "offset");
    Selector selector = selectorOf(of, word, "offset");
    if (selector.offsetMillis() != 0) {
      throw refusals.bad(word.at(), "offset may not be set multiple times");
    }
    return with(
        of,
        new Selector(
            selector.at(), selector.matchers(), negative ? -millis : millis, selector.pinned()));
  }

  private Expr pinned(Expr of) {
    Token at = words.take();
    Pinned pinned = moment();
    Selector selector = selectorOf(of, at, "@");
    if (selector.pinned() != null) {
      throw refusals.bad(at.at(), "@ <timestamp> may not be set multiple times");
    }
    return with(
        of, new Selector(selector.at(), selector.matchers(), selector.offsetMillis(), pinned));
  }

  private Pinned moment() {
    for (Pinned.Anchor anchor : List.of(Pinned.Anchor.START, Pinned.Anchor.END)) {
      if (words.takeWordIf(anchor.name())) {
        words.expect("(", "@");
        words.expect(")", "@");
        return new Pinned(anchor, 0);
      }
    }
    boolean negative = words.takeIf("-");
    Token number = words.take();
    if (number.kind() != Token.Kind.NUMBER) {
      throw words.unexpected(number, "@", "timestamp, start() or end()");
    }
    double seconds = Numbers.parse(number, refusals);
    OptionalLong millis = PromDuration.ofSeconds(negative ? -seconds : seconds);
    if (millis.isEmpty()) {
      throw refusals.bad(number.at(), "timestamp out of bounds for @ modifier");
    }
    return new Pinned(Pinned.Anchor.EPOCH, millis.getAsLong());
  }

  private Selector selectorOf(Expr of, Token word, String modifier) {
    if (of instanceof Selector selector) {
      return selector;
    }
    if (of instanceof Range range) {
      return range.selector();
    }
    throw refusals.bad(
        word.at(),
        modifier + " modifier must be preceded by an instant vector selector or range selector");
  }

  private static Expr with(Expr of, Selector selector) {
    return of instanceof Range range
        ? new Range(range.at(), selector, range.windowMillis())
        : selector;
  }

  private long duration(Token token, String where) {
    OptionalLong millis =
        switch (token.kind()) {
          case DURATION -> PromDuration.parse(token.text());
          case NUMBER -> PromDuration.ofSeconds(Numbers.parse(token, refusals));
          default -> throw words.unexpected(token, where, "duration");
        };
    if (millis.isEmpty()) {
      throw refusals.bad(token.at(), "duration out of range");
    }
    return millis.getAsLong();
  }
}
