package dev.mynah.exporter.promql.syntax;

import dev.mynah.exporter.promql.syntax.Expr.Grouping;
import dev.mynah.exporter.promql.syntax.Expr.Matching;
import dev.mynah.exporter.series.QueryRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query by operator precedence. Depth and number of parts are limited, so that neither
 * reading nor evaluating can run out of stack. One thread.
 */
public final class Parser {
  private static final int DEEPEST = 60;
  private static final int MOST_PARTS = 500;

  private final Refusals refusals;
  private final Words words;
  private final SelectorSyntax selectors;
  private final TypeRules types;
  private int depth;
  private int parts;

  private Parser(String query) {
    this.refusals = new Refusals(query);
    this.words = new Words(new Lexer(query, refusals).tokens(), refusals);
    this.selectors = new SelectorSyntax(words, refusals);
    this.types = new TypeRules(refusals);
  }

  /**
   * The expression that a query writes.
   *
   * @throws QueryRefused with line, column and reason, for everything that is not understood
   */
  public static Expr parse(String query) {
    Parser parser = new Parser(query);
    if (parser.words.peek().kind() == Token.Kind.END) {
      throw parser.refusals.bad(0, "no expression found in input");
    }
    Expr whole = parser.expression(0);
    parser.expectEnd();
    return whole;
  }

  /**
   * A selector without window, offset or time, as {@code match[]} takes it.
   *
   * @throws QueryRefused as above
   */
  public static Expr.Selector parseSelector(String text) {
    Parser parser = new Parser(text);
    Token first = parser.words.peek();
    if (first.kind() != Token.Kind.WORD && !first.is("{")) {
      throw parser.words.unexpected(first, "", "metric name or \"{\"");
    }
    Expr.Selector selector = parser.selectors.selector();
    parser.expectEnd();
    return selector;
  }

  private void expectEnd() {
    Token left = words.peek();
    if (left.kind() != Token.Kind.END) {
      throw words.unexpected(left, "", "");
    }
  }

  /** Takes operators that bind more tightly than a bound. */
  private Expr expression(int bound) {
    enter();
    Expr left = operand();
    while (true) {
      Optional<Operator> operator = operator(words.peek());
      if (operator.isEmpty() || operator.get().binds() <= bound) {
        depth--;
        return left;
      }
      left = binary(left, operator.get());
    }
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw refusals.bad(words.peek().at(), "nested deeper than " + DEEPEST + " levels");
    }
    count();
  }

  private void count() {
    if (++parts > MOST_PARTS) {
      throw refusals.bad(words.peek().at(), "more than " + MOST_PARTS + " parts");
    }
  }

  private static Optional<Operator> operator(Token token) {
    if (token.kind() == Token.Kind.SYMBOL) {
      return Operator.of(token.text());
    }
    return token.kind() == Token.Kind.WORD
        ? Operator.of(token.text().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private Expr binary(Expr left, Operator operator) {
    count();
    int at = words.take().at();
    boolean bool = words.takeWordIf("bool");
    Matching matching = matching();
    Expr right = expression(operator.bindsToTheRight() ? operator.binds() - 1 : operator.binds());
    Expr.Binary binary =
        new Expr.Binary(
            left.at(), operator, left, right, bool, matching == null ? Matching.DEFAULT : matching);
    types.check(at, binary, matching != null);
    return binary;
  }

  private @Nullable Matching matching() {
    boolean on = words.peek().isWord("on");
    if (!on && !words.peek().isWord("ignoring")) {
      return null;
    }
    words.take();
    List<String> labels = labels();
    Matching.Group group =
        words.takeWordIf("group_left")
            ? Matching.Group.MANY_TO_ONE
            : words.takeWordIf("group_right")
                ? Matching.Group.ONE_TO_MANY
                : Matching.Group.ONE_TO_ONE;
    boolean takesLabels = group != Matching.Group.ONE_TO_ONE && words.peek().is("(");
    return new Matching(on, labels, group, takesLabels ? labels() : List.of());
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    words.expect("(", "grouping opts");
    while (!words.takeIf(")")) {
      Token label = words.take();
      if (label.kind() != Token.Kind.WORD || label.text().indexOf(':') >= 0) {
        throw words.unexpected(label, "grouping opts", "label");
      }
      labels.add(label.text());
      count();
      if (!words.peek().is(")")) {
        words.expect(",", "grouping opts");
      }
    }
    return labels;
  }

  private Expr operand() {
    Token token = words.peek();
    if (token.is("-") || token.is("+")) {
      words.take();
      Expr of = expression(Operator.SIGN_BINDS);
      types.checkSign(token.at(), of);
      return token.is("-") ? new Expr.Negate(token.at(), of) : of;
    }
    return selectors.followed(primary(token));
  }

  private Expr primary(Token token) {
    if (token.is("(")) {
      words.take();
      Expr inner = expression(0);
      words.expect(")", "");
      return inner;
    }
    if (token.is("{")) {
      return selectors.selector();
    }
    return switch (token.kind()) {
      case NUMBER -> new Expr.Num(token.at(), Numbers.parse(words.take(), refusals));
      case DURATION ->
          new Expr.Num(token.at(), PromDuration.parse(words.take().text()).orElseThrow() / 1e3);
      case STRING -> new Expr.Text(token.at(), words.take().text());
      case WORD -> named(token);
      default -> throw words.unexpected(token, "", "");
    };
  }

  private Expr named(Token name) {
    Token after = words.peekAfter();
    Optional<Aggregation> aggregation = Aggregation.of(name.text().toLowerCase(Locale.ROOT));
    boolean applied = after.is("(") || after.isWord("by") || after.isWord("without");
    if (aggregation.isPresent() && applied) {
      words.take();
      return aggregate(name, aggregation.get());
    }
    if (after.is("(")) {
      words.take();
      return call(name);
    }
    OptionalDouble number = Numbers.word(name.text());
    if (number.isPresent() && !after.is("{")) {
      words.take();
      return new Expr.Num(name.at(), number.getAsDouble());
    }
    return selectors.selector();
  }

  private Expr aggregate(Token name, Aggregation aggregation) {
    Grouping before = grouping();
    List<Expr> arguments = arguments();
    Grouping grouping = before != null ? before : grouping();
    int wanted = aggregation.parameter() == null ? 1 : 2;
    if (arguments.size() != wanted) {
      throw refusals.bad(
          name.at(),
          "wrong number of arguments for aggregate expression provided, expected "
              + wanted
              + ", got "
              + arguments.size());
    }
    Expr.Aggregate aggregate =
        new Expr.Aggregate(
            name.at(),
            aggregation,
            wanted == 2 ? arguments.get(0) : null,
            arguments.get(wanted - 1),
            grouping == null ? Grouping.ALL : grouping);
    types.check(aggregate);
    return aggregate;
  }

  private @Nullable Grouping grouping() {
    boolean without = words.peek().isWord("without");
    if (!without && !words.peek().isWord("by")) {
      return null;
    }
    words.take();
    return new Grouping(without, labels());
  }

  private Expr call(Token name) {
    Optional<Function> function = Function.of(name.text());
    if (function.isEmpty()) {
      throw Function.isUnsupported(name.text()) || Aggregation.isUnsupported(name.text())
          ? refusals.unsupported(name.at(), "function \"" + name.text() + "\" is")
          : refusals.bad(name.at(), "unknown function with name \"" + name.text() + "\"");
    }
    Expr.Call call = new Expr.Call(name.at(), function.get(), arguments());
    types.check(call);
    return call;
  }

  private List<Expr> arguments() {
    List<Expr> arguments = new ArrayList<>();
    words.expect("(", "call");
    while (!words.takeIf(")")) {
      arguments.add(expression(0));
      if (!words.peek().is(")")) {
        words.expect(",", "call");
      }
    }
    return arguments;
  }
}
