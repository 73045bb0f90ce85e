package dev.mynah.exporter.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.QueryRefused;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written, the parser answers with an expression or with a refusal. */
class ParserFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "sum",
          "by",
          "without",
          "(",
          ")",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          "5m",
          "1",
          "0x",
          "1e",
          "rate",
          "increase",
          "x",
          "a",
          "=",
          "=~",
          "!=",
          "\"b\"",
          "'c'",
          "`d`",
          "\"",
          "offset",
          "@",
          "start",
          "end",
          "-",
          "+",
          "*",
          "^",
          "or",
          "and",
          "unless",
          "on",
          "ignoring",
          "group_left",
          "bool",
          ">",
          "==",
          ",",
          ":",
          "histogram_quantile",
          "0.9",
          "label_replace",
          "topk",
          "Inf",
          "NaN",
          "#",
          "\n",
          "\\",
          "\"\\u12",
          "count_values",
          "time",
          ".",
          "é",
          "\ud83d");

  @Property(tries = 3_000)
  void anyTextIsReadOrRefused(@ForAll String text) {
    check(text);
  }

  @Property(tries = 6_000)
  void anyRowOfWordsIsReadOrRefused(@ForAll("rows") String text) {
    check(text);
  }

  @Provide
  Arbitrary<String> rows() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(30).map(l -> String.join(" ", l));
  }

  private static void check(String text) {
    try {
      assertThat(Parser.parse(text)).isNotNull();
    } catch (QueryRefused refused) {
      assertThat(refused.getMessage()).matches("(?s)\\d+:\\d+: .*");
    }
  }
}
