package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/plain",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/json",
        "application/openmetrics-text;q=0, */*",
        "application/openmetrics-text;q=0.3, text/plain;q=0.5",
        "application/openmetrics-text;version=2.0.0, text/plain;q=0.1",
        "application/openmetrics-text;q=banana, text/plain;q=0.1",
        ";;;,,=,q=1"
      })
  void textIsWhatTheseGet(String accept) {
    assertThat(Format.negotiate(accept).contentType()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text",
        "Application/OpenMetrics-Text; Version=\"1.0.0\"",
        "application/openmetrics-text; version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "text/plain;q=0.2, application/openmetrics-text;q=0.3"
      })
  void openMetricsIsWhatTheseGet(String accept) {
    assertThat(Format.negotiate(accept).contentType()).isEqualTo(OPEN);
  }

  @Test
  void escapingThatWasAskedForIsSaidBack() {
    String prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
            + "*/*;q=0.2";

    assertThat(Format.negotiate(prometheus3).contentType())
        .isEqualTo(OPEN + "; escaping=allow-utf-8");
    assertThat(Format.negotiate("application/openmetrics-text;escaping=x\r\ny").contentType())
        .isEqualTo(OPEN);
  }

  @Test
  void codingsAreWeighedToo() {
    assertThat(AcceptHeader.parse("gzip, deflate").accepts("gzip")).isTrue();
    assertThat(AcceptHeader.parse("GZIP;q=1.0").accepts("gzip")).isTrue();
    assertThat(AcceptHeader.parse("*").accepts("gzip")).isTrue();
    assertThat(AcceptHeader.parse("*;q=0").accepts("gzip")).isFalse();
    assertThat(AcceptHeader.parse("gzip;q=0, *").accepts("gzip")).isFalse();
    assertThat(AcceptHeader.parse("gzip;q=0.000").accepts("gzip")).isFalse();
    assertThat(AcceptHeader.parse("identity").accepts("gzip")).isFalse();
    assertThat(AcceptHeader.parse("").accepts("gzip")).isFalse();
  }
}
