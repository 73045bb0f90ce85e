package dev.mynah.agent;

import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.route.NearMiss;
import dev.mynah.agent.route.NearMisses;
import dev.mynah.ledger.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about and where its time went, in two header fields: sent to clients that ask
 * for it with {@code X-Mynah-Explain: 1} and may know. The first is an RFC 8941 dictionary, the
 * second is {@code Server-Timing}.
 */
final class Explanation {
  static final FieldName FIELD = FieldName.of("X-Mynah-Explain");
  private static final FieldName TIMING = FieldName.of("Server-Timing");
  private static final int MOST_MISSED = 5;
  private static final int MOST_CHARS = 160;
  private static final double NANOS_PER_MILLI = 1e6;

  private Explanation() {}

  /**
   * Where the time until the answer's head went.
   *
   * @param upstreamNanos from the call to the upstream's head; negative when there was no call
   * @param delayNanos waited because the route says so
   */
  record Spent(long totalNanos, long upstreamNanos, long delayNanos) {}

  /** Adds both fields to an answer. */
  static void add(Fields fields, Exchange exchange, Outcome outcome) {
    fields.add(FIELD, of(exchange, outcome));
    fields.add(TIMING, timing(exchange.spent()));
  }

  /** The decision as far as it has been made. */
  private static String of(Exchange exchange, Outcome outcome) {
    StringBuilder text = new StringBuilder(160);
    text.append("route=").append(quoted(exchange.counted().id()));
    text.append(", outcome=").append(outcome.label());
    text.append(", candidates=").append(exchange.lookup().attempts());
    text.append(", body-read=").append(exchange.content().isReadAhead() ? "?1" : "?0");
    CachedWay cached = exchange.cached();
    if (cached != null && !cached.explanation().isEmpty()) {
      text.append(", cache=").append(quoted(cached.explanation()));
    }
    RoutePlan plan = exchange.plan();
    if (plan != null) {
      text.append(", mode=").append(plan.config().mode().name().toLowerCase(Locale.ROOT));
      text.append(", priority=").append(plan.config().priority());
      text.append(", source=").append(quoted(plan.config().source()));
      if (plan.forward() != null) {
        text.append(", upstream=").append(quoted(plan.forward().upstream().name()));
      }
    }
    called(text, exchange.trace());
    deduplicated(text, exchange.dedup());
    if (plan != null) {
      missed(text, NearMisses.before(exchange.table().shared().routes(), exchange.lookup()));
    }
    return text.toString();
  }

  private static void deduplicated(StringBuilder text, @Nullable Deduplication dedup) {
    if (dedup != null) {
      text.append(", dedup=").append(dedup.became());
      text.append(", dedup-key=").append(quoted(dedup.shownKey()));
    }
  }

  private static void called(StringBuilder text, UpstreamStream.Trace trace) {
    if (trace.attempts() > 0) {
      text.append(", address=").append(quoted(trace.address()));
      text.append(", attempts=").append(trace.attempts());
    }
  }

  /** Routes that stand before the one that answers, each with the reason why it does not. */
  private static void missed(StringBuilder text, List<NearMiss> misses) {
    if (misses.isEmpty()) {
      return;
    }
    text.append(", missed=(");
    for (int i = 0; i < Math.min(misses.size(), MOST_MISSED); i++) {
      NearMiss miss = misses.get(i);
      text.append(i == 0 ? "" : " ").append(quoted(miss.route() + ": " + miss.why()));
    }
    text.append(')');
    if (misses.size() > MOST_MISSED) {
      text.append(", missed-more=").append(misses.size() - MOST_MISSED);
    }
  }

  private static String timing(Spent spent) {
    String total = duration("total", spent.totalNanos());
    String upstream =
        spent.upstreamNanos() < 0 ? "" : ", " + duration("upstream", spent.upstreamNanos());
    String delay = spent.delayNanos() == 0 ? "" : ", " + duration("delay", spent.delayNanos());
    return total + upstream + delay;
  }

  /** In milliseconds, as the field has it. */
  private static String duration(String name, long nanos) {
    return String.format(Locale.ROOT, "%s;dur=%.3f", name, nanos / NANOS_PER_MILLI);
  }

  /** A file name or a reason may hold anything; a quoted string may not. */
  private static String quoted(String text) {
    String shown = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "..." : text;
    return '"' + shown.replace('"', '\'').replaceAll("[^ -~]|\\\\", "_") + '"';
  }
}
