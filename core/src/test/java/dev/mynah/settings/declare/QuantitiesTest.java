package dev.mynah.settings.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with and without a unit. */
class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "200ms, PT0.2S",
    "5s, PT5S",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1.5s, PT1.5S",
    "250us, PT0.00025S",
    "0, PT0S",
    "-5s, PT-5S",
    "90m, PT1H30M"
  })
  void durations(String written, Duration duration) {
    assertThat(Quantities.duration(written)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5", "s", "5 s", "5S", "PT5S", "1h 30m", "1e3s", ".5s", "5.s", "", "--5s", "١s"})
  void textsThatAreNoDuration(String written) {
    assertThatThrownBy(() -> Quantities.duration(written))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDurationPastAllBoundsIsRefusedQuickly() {
    assertThatThrownBy(() -> Quantities.duration("9".repeat(150) + "d"))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Quantities.duration("9".repeat(1_000_000) + "d"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1024, 1024",
    "1B, 1",
    "32MiB, 33554432",
    "32Mi, 33554432",
    "32mib, 33554432",
    "10MB, 10000000",
    "1.5KiB, 1536",
    "1 GiB, 1073741824"
  })
  void sizes(String written, long bytes) {
    assertThat(Quantities.size(written)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"32M", "MiB", "1.5B", "1e3", "32 M iB", "0x10", "9999999999GiB"})
  void textsThatAreNoSize(String written) {
    assertThatThrownBy(() -> Quantities.size(written)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @CsvSource({"0x1F, 31", "0o17, 15", "010, 10", "+5, 5", "-5, -5"})
  void integers(String written, long value) {
    assertThat(Quantities.integer(written)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1_000", "5.0", "1e3", "0x", "0xG", "", " 5", "99999999999999999999"})
  void textsThatAreNoInteger(String written) {
    assertThatThrownBy(() -> Quantities.integer(written))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void whatIsShownReadsBack(@ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long micros) {
    Duration duration = Duration.ofNanos(micros * 1000);

    assertThat(Quantities.duration(Words.duration(duration))).isEqualTo(duration);
    assertThat(Quantities.size(Words.size(micros))).isEqualTo(micros);
  }
}
