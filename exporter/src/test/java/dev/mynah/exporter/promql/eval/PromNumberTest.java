package dev.mynah.exporter.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "0.1, 0.1",
    "1e15, 1000000000000000",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "1e-6, 0.000001",
    "1e-7, 1e-07",
    "-2.5e-9, -2.5e-09",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "0.30000000000000004, 0.30000000000000004",
    "2e23, 2e+23",
    "4.9e-324, 5e-324",
    "2.0e-3, 0.002",
    "16.666666666666668, 16.666666666666668",
    "9007199254740993.5, 9007199254740994",
    "12345678.5, 12345678.5",
    "123456789.125, 123456789.125",
  })
  void numbersAreWrittenAsGoWritesThem(double value, String text) {
    assertThat(PromNumber.format(value)).isEqualTo(text);
  }

  @Property(tries = 2_000)
  void whatIsWrittenReadsBackAsTheSame(@ForAll double value) {
    assertThat(Double.parseDouble(PromNumber.format(value))).isEqualTo(value);
  }
}
