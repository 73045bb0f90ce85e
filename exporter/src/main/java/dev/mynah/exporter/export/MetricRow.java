package dev.mynah.exporter.export;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitSeries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stored value: requests of one kind in one span, or durations. */
public record MetricRow(
    @About("Where the span begins, epoch milliseconds.") long time,
    @About("How long it is: minute, hour, day or month.") String resolution,
    @About("The route.") String route,
    @About("Its group.") String group,
    @About("The method; empty for durations.") String method,
    @About("The status; empty for durations.") String code,
    @About("How it was answered.") String outcome,
    @About("The protocol; empty for durations.") String protocol,
    @About("The workspace.") String workspace,
    @About("The environment.") String environment,
    @About("The data directory.") String source,
    @About("Target label.") String instance,
    @About("Target label.") String namespace,
    @About("Target label.") String pod,
    @About("Requests; empty for durations.") @Nullable Long requests,
    @About("Bytes of request bodies.") @Nullable Long bytesIn,
    @About("Bytes of answer bodies.") @Nullable Long bytesOut,
    @About("Durations counted; empty for requests.") @Nullable Long durationCount,
    @About("All of them together, in seconds.") @Nullable Double durationSeconds) {
  private static final double NANOS = 1e9;

  static MetricRow of(Series series, long startMillis, Resolution resolution, long[] words) {
    boolean requests = series.family().kind() == Family.Kind.REQUESTS;
    return new MetricRow(
        startMillis,
        resolution.name().toLowerCase(Locale.ROOT),
        series.get("route"),
        series.get("group"),
        series.get("method"),
        series.get("code"),
        series.get("outcome"),
        series.get("protocol"),
        series.get("workspace"),
        series.get("environment"),
        series.get("source"),
        series.get("instance"),
        series.get("namespace"),
        series.get("pod"),
        requests ? words[HitSeries.REQUESTS] : null,
        requests ? words[HitSeries.BYTES_IN] : null,
        requests ? words[HitSeries.BYTES_OUT] : null,
        requests ? null : count(words),
        requests ? null : words[0] / NANOS);
  }

  private static long count(long[] words) {
    long count = 0;
    for (int i = 1; i < words.length; i++) {
      count += words[i];
    }
    return count;
  }
}
