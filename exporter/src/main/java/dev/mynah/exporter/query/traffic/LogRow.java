package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.openapi.About;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A request of the log, flat. */
public record LogRow(
    @About("Grows with the order of arrival.") long id,
    @About("When the answer ended, epoch milliseconds.") long time,
    @About("Which data directory it came from.") String source,
    @About("The route; _unmatched where none claimed it.") String route,
    @About("The route's group.") String group,
    @About("The workspace.") String workspace,
    @About("The environment.") String environment,
    @About("The method.") String method,
    @About("The path without query; of unmatched requests with ids replaced.") String path,
    @About("The protocol.") String protocol,
    @About("How it was answered.") String outcome,
    @About("The status; 0 when no answer was begun.") int status,
    @About("From the request's first byte to the answer's last, in milliseconds.") double latencyMs,
    @About("Of that, waiting for an upstream; null when none was asked.")
        @Nullable Double upstreamMs,
    @About("Of that, delay that the route adds on purpose.") double injectedMs,
    @About("Bytes of the request's body.") long bytesIn,
    @About("Bytes of the answer's body.") long bytesOut,
    @About("The address, as privacy rules leave it.") String client,
    @About("The family of the user agent.") String userAgent,
    @About("Country; Local for private addresses.") String country,
    @About("City.") String city,
    @About("The consumer.") String consumer,
    @About("Whether it came out of the cache.") boolean cached,
    @About("Whether it repeats the answer to an earlier request.") boolean deduplicated,
    @About("What it cost.") BigDecimal cost,
    @About("One word for what went wrong; empty when nothing did.") String errorType,
    @About("Whose fault; empty when nothing went wrong.") String errorCategory,
    @About("The word of the error table; empty when nothing went wrong.") String reason,
    @About("What the client was told; empty when nothing went wrong.") String message,
    @About("The trace, of traceparent.") String traceId,
    @About("The span, of traceparent.") String spanId,
    @About("How many requests it stands for.") double weight) {
  private static final double NANOS = 1e6;

  /** The row of an entry. */
  public static LogRow of(LogEntry entry) {
    HitEvent event = entry.event();
    HitEvent.Request request = event.request();
    HitEvent.Spent spent = event.spent();
    HitEvent.Trouble trouble =
        event.trouble() == null ? new HitEvent.Trouble("", "", "", "") : event.trouble();
    return new LogRow(
        entry.id(),
        event.timeMillis(),
        entry.source(),
        request.route(),
        request.group(),
        request.workspace(),
        request.environment(),
        request.method(),
        request.path(),
        request.protocol(),
        event.answer().outcome(),
        event.answer().status(),
        spent.totalNanos() / NANOS,
        spent.upstreamNanos() < 0 ? null : spent.upstreamNanos() / NANOS,
        spent.injectedNanos() / NANOS,
        spent.bytesIn(),
        spent.bytesOut(),
        event.client().address(),
        entry.origin().userAgentFamily(),
        entry.origin().country(),
        entry.origin().city(),
        event.client().consumer(),
        event.answer().cached(),
        event.answer().deduplicated(),
        event.answer().cost(),
        trouble.type(),
        trouble.category(),
        trouble.reason(),
        trouble.message(),
        event.client().traceId(),
        event.client().spanId(),
        event.weight());
  }
}
