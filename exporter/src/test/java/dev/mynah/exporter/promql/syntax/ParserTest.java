package dev.mynah.exporter.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1+1",
        "0x1F",
        "Inf",
        "-NaN",
        "5m",
        "up",
        "up{}",
        "{__name__=~\"mynah_.*\"}",
        "mynah_http_requests_total{route=\"a\",code=~\"5..\",}",
        "job:mynah_http_requests:rate5m",
        "rate(mynah_http_requests_total{job=~\"mynah\"}[1m0s])",
        "rate(x[300])",
        "x offset 5m",
        "x offset -1h30m",
        "rate(x[5m] offset 1d)",
        "x @ 1609746000",
        "x @ start() offset 5m",
        "rate(x[5m] @ end())",
        "sum by (code) (rate(x[5m]))",
        "sum(rate(x[5m])) by (code,)",
        "SUM without (pod) (x)",
        "topk(5, x)",
        "quantile(0.9, x)",
        "count_values(\"v\", x)",
        "histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))",
        "x > bool 1",
        "1 < bool 2",
        "x / on (route) group_left (group) mynah_route_info",
        "x * ignoring(a) group_right y",
        "x or vector(0)",
        "x and y unless on(a) z",
        "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)\")",
        "label_join(x, \"a\", \"-\", \"b\", 'c', `d`)",
        "round(x)",
        "round(x, 0.1)",
        "hour()",
        "hour(x)",
        "time() - x # a comment",
        "-x ^ 2",
        "sum",
        "changes(x[1h]) > 0",
      })
  void queriesOfDashboardsAreRead(String query) {
    assertThat(Parser.parse(query)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          ^^                    | 1:1: parse error: no expression found in input
          1+                    | 1:3: parse error: unexpected end of input
          foo bar               | 1:5: parse error: unexpected identifier "bar"
          rate(x)               | 1:6: parse error: expected type range vector in call to function "rate", got instant vector
          rate(x[5m]            | 1:11: parse error: unexpected end of input in call, expected ","
          rate(x[5m], 1)        | 1:1: parse error: expected 1 argument(s) in call to "rate", got 2
          x[5m] + 1             | 1:1: parse error: binary expression must contain only scalar and instant vector types
          1 > 2                 | 1:3: parse error: comparisons between scalars must use BOOL modifier
          1 and x               | 1:3: parse error: set operator "and" not allowed in binary scalar expression
          x + bool y            | 1:3: parse error: bool modifier can only be used on comparison operators
          {}                    | 1:1: parse error: vector selector must contain at least one non-empty matcher
          {a=~".*"}             | 1:1: parse error: vector selector must contain at least one non-empty matcher
          x{a="b}               | 1:5: parse error: unterminated quoted string
          x{a=~"("}             | 1:6: parse error: not a regular expression: ( (missing closing ))
          sum by (a (x)         | 1:11: parse error: unexpected "(" in grouping opts, expected ","
          x / on (a) group_left (a) y | 1:3: parse error: label "a" must not occur in ON and GROUP clause at once
          x and on(a) group_left y    | 1:3: parse error: no grouping allowed for "and" operation
          nothing_like_it(x)    | 1:1: parse error: unknown function with name "nothing_like_it"
          sum(x[5m])            | 1:5: parse error: expected type instant vector in aggregation expression, got range vector
          topk(x)               | 1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1
          (x)[5m]offset 1m)     | 1:17: parse error: unexpected ")"
          1 offset 5m           | 1:3: parse error: offset modifier must be preceded by an instant vector selector or range selector
          x[0s]                 | 1:2: parse error: duration must be greater than 0
          x[5x]                 | 1:3: parse error: bad number or duration syntax: "5x"
          x ; y                 | 1:3: parse error: unexpected character: ';'
          """)
  void whatMakesNoSenseIsRefusedWithItsPlace(String query, String message) {
    assertThatThrownBy(() -> Parser.parse(query))
        .isInstanceOfSatisfying(
            QueryRefused.class,
            refused -> assertThat(refused.kind()).isEqualTo(QueryRefused.Kind.BAD))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max_over_time(rate(x[5m])[1h:1m]) | 1:26: subqueries are not supported by Mynah's query API
          x[1h:]                        | 1:2: subqueries are not supported by Mynah's query API
          holt_winters(x[5m], 0.1, 0.1) | 1:1: function "holt_winters" is not supported by Mynah's query API
          histogram_sum(rate(x[5m]))    | 1:1: function "histogram_sum" is not supported by Mynah's query API
          limitk(2, x)                  | 1:1: function "limitk" is not supported by Mynah's query API
          """)
  void whatIsNotOfferedIsNamed(String query, String message) {
    assertThatThrownBy(() -> Parser.parse(query))
        .isInstanceOfSatisfying(
            QueryRefused.class,
            refused -> assertThat(refused.kind()).isEqualTo(QueryRefused.Kind.UNSUPPORTED))
        .hasMessage(message);
  }

  @Test
  void productsBindMoreThanSumsAndPowersBindToTheRight() {
    Expr.Binary sum = (Expr.Binary) Parser.parse("1 + 2 * 3");
    Expr.Binary power = (Expr.Binary) Parser.parse("2 ^ 3 ^ 2");
    Expr.Binary minus = (Expr.Binary) Parser.parse("1 - 2 - 3");

    assertThat(sum.operator()).isEqualTo(Operator.ADD);
    assertThat(power.right()).isInstanceOf(Expr.Binary.class);
    assertThat(minus.left()).isInstanceOf(Expr.Binary.class);
    assertThat(Parser.parse("-1 ^ 2")).isInstanceOf(Expr.Negate.class);
    assertThat(((Expr.Binary) Parser.parse("-1 * 2")).left()).isInstanceOf(Expr.Negate.class);
  }

  @Test
  void unionBindsLessThanIntersection() {
    Expr.Binary or = (Expr.Binary) Parser.parse("a or b and c");

    assertThat(or.operator()).isEqualTo(Operator.OR);
  }

  @Test
  void escapesInStringsAreThoseOfGo() {
    Expr.Selector selector = (Expr.Selector) Parser.parse("x{a=\"q\\\"\\n\\x41\\u00e9\\101\\\\\"}");

    assertThat(selector.matchers()).extracting(Matcher::value).contains("q\"\nA\u00e9A\\");
  }

  @Test
  void durationsAddUp() {
    Expr.Range range =
        (Expr.Range) ((Expr.Call) Parser.parse("rate(x[1h30m5s])")).arguments().get(0);

    assertThat(range.windowMillis()).isEqualTo(5_405_000);
  }

  @Test
  void linesAreCountedInPlaces() {
    assertThatThrownBy(() -> Parser.parse("sum(\n  x\n  y)"))
        .hasMessage("3:3: parse error: unexpected identifier \"y\" in call, expected \",\"");
  }

  @Test
  void depthIsLimited() {
    String query = "(".repeat(5_000) + "1" + ")".repeat(5_000);

    assertThatThrownBy(() -> Parser.parse(query))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("nested deeper than");
  }

  @Test
  void lengthOfChainsIsLimited() {
    String query = "1" + "+1".repeat(4_000);

    assertThatThrownBy(() -> Parser.parse(query))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("more than 500 parts");
  }
}
