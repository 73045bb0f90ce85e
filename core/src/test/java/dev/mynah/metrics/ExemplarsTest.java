package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemplarsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER = "1bf7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  private final ScrapeFixture fixture = new ScrapeFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void traceStandsAtItsBucketInOpenMetricsOnly() {
    fixture.answer(0, "r", 200, Outcome.MOCK, 3_000_000);
    fixture.metrics.exemplars().slot("r", Outcome.MOCK).offer(3_000_000, PARENT, 1_000_000);

    assertThat(fixture.openMetrics().lines().filter(line -> line.contains(" # {")))
        .containsExactly(
            "mynah_http_request_duration_seconds_bucket{route=\"r\",outcome=\"mock\",le=\"0.004\"}"
                + " 1.0 # {span_id=\""
                + SPAN
                + "\",trace_id=\""
                + TRACE
                + "\"} 0.003 1000.000");
    assertThat(fixture.text()).doesNotContain(TRACE);
  }

  @Test
  void bucketTakesANewOneOnceASecond() {
    Exemplars.Slot slot = fixture.metrics.exemplars().slot("r", Outcome.MOCK);
    fixture.answer(0, "r", 200, Outcome.MOCK, 1_000_000);

    slot.offer(1_000_000, PARENT, 10_000);
    slot.offer(1_000_000, PARENT.replace(TRACE, OTHER), 10_999);
    assertThat(fixture.openMetrics()).contains(TRACE).doesNotContain(OTHER);

    slot.offer(1_000_000, PARENT.replace(TRACE, OTHER), 11_000);
    assertThat(fixture.openMetrics()).contains(OTHER).doesNotContain(TRACE);
  }

  @Test
  void slowestBucketHasOneToo() {
    fixture.answer(0, "r", 200, Outcome.MOCK, 60_000_000_000L);
    fixture.metrics.exemplars().slot("r", Outcome.MOCK).offer(60_000_000_000L, PARENT, 1);

    assertThat(fixture.openMetrics()).containsPattern("le=\"\\+Inf\"} 1.0 # \\{.*" + TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-0g",
        "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
        "00_" + TRACE + "_" + SPAN + "_01",
        "00-\"}   \n                            -" + SPAN + "-01"
      })
  void malformedParentsAreIgnored(String traceparent) {
    fixture.answer(0, "r", 200, Outcome.MOCK, 1);

    fixture.metrics.exemplars().slot("r", Outcome.MOCK).offer(1, traceparent, 1);

    assertThat(fixture.openMetrics().lines()).noneMatch(line -> line.contains(" # {"));
  }

  @Test
  void laterVersionsMayCarryMore() {
    assertThat(Traceparent.isValid("01-" + TRACE + "-" + SPAN + "-01-more")).isTrue();
    assertThat(Traceparent.isValid("01-" + TRACE + "-" + SPAN + "-01more")).isFalse();
  }

  @Test
  void slotsAreBounded() {
    Exemplars exemplars = fixture.metrics.exemplars();
    for (int i = 0; i < Exemplars.MAX_SLOTS; i++) {
      exemplars.slot("r" + i, Outcome.MOCK);
    }

    Exemplars.Slot beyond = exemplars.slot("one-more", Outcome.MOCK);
    beyond.offer(1, PARENT, 1);

    assertThat(exemplars.of(List.of("one-more", "mock"))).isEmpty();
    assertThat(exemplars.slot("r7", Outcome.MOCK)).isSameAs(exemplars.slot("r7", Outcome.MOCK));
  }

  @Test
  void switchedOffTheyCostNothing() {
    Exemplars off = new Exemplars(false);

    off.slot("r", Outcome.MOCK).offer(1, PARENT, 1);

    assertThat(off.of(List.of("r", "mock"))).isEmpty();
  }
}
