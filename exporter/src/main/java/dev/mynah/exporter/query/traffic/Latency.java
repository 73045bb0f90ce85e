package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.query.count.Durations;
import dev.mynah.exporter.query.count.Durations.Percentile;
import org.jspecify.annotations.Nullable;

/** How long answering took, in seconds: the columns that rows share. */
public record Latency(
    @About("Durations counted; may trail requests by those in flight.") double count,
    @About("The mean, in seconds; exact for counts.") @Nullable Double avg,
    @About("No answer was faster: the lower edge of the first bucket in use.") @Nullable Double min,
    @About("No answer was slower: the upper edge of the last bucket in use; null above 65.536 s.")
        @Nullable Double max,
    @About("Median, in seconds, interpolated between its bounds.") @Nullable Double p50,
    @About("90th percentile.") @Nullable Double p90,
    @About("95th percentile.") @Nullable Double p95,
    @About("99th percentile.") @Nullable Double p99,
    @About("The true median is above this.") @Nullable Double p50Low,
    @About("The true median is at most this; null above 65.536 s.") @Nullable Double p50High,
    @About("Lower bound of p90.") @Nullable Double p90Low,
    @About("Upper bound of p90.") @Nullable Double p90High,
    @About("Lower bound of p95.") @Nullable Double p95Low,
    @About("Upper bound of p95.") @Nullable Double p95High,
    @About("Lower bound of p99.") @Nullable Double p99Low,
    @About("Upper bound of p99.") @Nullable Double p99High) {

  static Latency of(Durations durations) {
    Percentile p50 = durations.percentile(0.5);
    Percentile p90 = durations.percentile(0.9);
    Percentile p95 = durations.percentile(0.95);
    Percentile p99 = durations.percentile(0.99);
    return new Latency(
        durations.count(),
        durations.mean(),
        durations.shortest(),
        durations.longest(),
        value(p50),
        value(p90),
        value(p95),
        value(p99),
        low(p50),
        high(p50),
        low(p90),
        high(p90),
        low(p95),
        high(p95),
        low(p99),
        high(p99));
  }

  static @Nullable Double value(@Nullable Percentile percentile) {
    return percentile == null ? null : percentile.value();
  }

  private static @Nullable Double low(@Nullable Percentile percentile) {
    return percentile == null ? null : percentile.low();
  }

  private static @Nullable Double high(@Nullable Percentile percentile) {
    return percentile == null ? null : percentile.high();
  }
}
