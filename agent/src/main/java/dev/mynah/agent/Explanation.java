package dev.mynah.agent;

import dev.mynah.agent.http.FieldName;
import dev.mynah.ledger.Outcome;
import java.util.Locale;

/**
 * How an answer came about, in one header field: sent to clients that ask for it with {@code
 * X-Mynah-Explain: 1} and may know. Written as an RFC 8941 dictionary.
 */
final class Explanation {
  static final FieldName FIELD = FieldName.of("X-Mynah-Explain");

  private Explanation() {}

  /** The decision as far as it has been made. */
  static String of(Exchange exchange, Outcome outcome) {
    StringBuilder text = new StringBuilder(96);
    text.append("route=\"").append(exchange.counted().id()).append('"');
    text.append(", outcome=").append(outcome.label());
    text.append(", candidates=").append(exchange.lookup().attempts());
    text.append(", body-read=").append(exchange.hasBodyRead() ? "?1" : "?0");
    RoutePlan plan = exchange.plan();
    if (plan != null) {
      text.append(", mode=").append(plan.config().mode().name().toLowerCase(Locale.ROOT));
      text.append(", priority=").append(plan.config().priority());
      text.append(", source=\"").append(plain(plan.config().source())).append('"');
      if (plan.forward() != null) {
        text.append(", upstream=\"").append(plan.forward().upstream().name()).append('"');
      }
    }
    return text.toString();
  }

  /** A file name may hold anything; a quoted string may not. */
  private static String plain(String source) {
    return source.replaceAll("[^ -~]|[\"\\\\]", "_");
  }
}
