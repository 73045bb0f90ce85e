package dev.mynah.exporter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final long HOUR = 1_750_000_000_000L / Level.HOUR_MILLIS * Level.HOUR_MILLIS;

  @Property(tries = 500)
  void sharesAddUpAndNoneIsNegative(
      @ForAll @LongRange(min = 0, max = 604_800_000) long span,
      @ForAll @LongRange(min = 0, max = 59_999) long offset,
      @ForAll @LongRange(min = 0) long amount,
      @ForAll long salt) {
    Spread spread = Spread.over(HOUR + offset, HOUR + offset + span);

    long sum = 0;
    for (int i = 0; i < spread.size(); i++) {
      long share = spread.share(i, amount, salt);
      assertThat(share).isNotNegative();
      sum += share;
    }

    assertThat(sum).isEqualTo(amount);
  }

  @Test
  void anHourOfAbsenceLandsInSixtyMinutes() {
    Spread spread = Spread.over(HOUR, HOUR + Level.HOUR_MILLIS);

    assertThat(spread.size()).isEqualTo(60);
    for (int i = 0; i < 60; i++) {
      assertThat(spread.minute(i)).isEqualTo(HOUR + i * Level.MINUTE_MILLIS);
      assertThat(spread.share(i, 6_000, 3)).isEqualTo(100);
    }
  }

  @Test
  void aFrameWrittenAMomentLateBelongsToItsMinute() {
    Spread spread = Spread.over(HOUR + 12, HOUR + 60_015);

    assertThat(spread.size()).isEqualTo(1);
    assertThat(spread.minute(0)).isEqualTo(HOUR);
  }

  @Test
  void singleRequestsOfDifferentWordsDoNotAllFallIntoTheLastMinute() {
    Spread spread = Spread.over(HOUR, HOUR + Level.HOUR_MILLIS);
    long[] perMinute = new long[60];

    for (int word = 0; word < 60; word++) {
      for (int i = 0; i < 60; i++) {
        perMinute[i] += spread.share(i, 1, word);
      }
    }

    assertThat(LongStream.of(perMinute).max().orElseThrow()).isLessThan(7);
  }

  @Test
  void aSpanThatEndsBeforeItBeginsIsAMoment() {
    Spread spread = Spread.over(HOUR + 120_000, HOUR + 30_000);

    assertThat(spread.size()).isEqualTo(1);
    assertThat(spread.minute(0)).isEqualTo(HOUR);
    assertThat(spread.share(0, 5, 0)).isEqualTo(5);
  }
}
