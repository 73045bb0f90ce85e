package dev.mynah.agent;

import dev.mynah.agent.event.Consumers;
import dev.mynah.agent.event.EventParts;
import dev.mynah.agent.event.EventWriter;
import dev.mynah.agent.event.Finished;
import dev.mynah.agent.event.capture.CaptureRules;
import dev.mynah.agent.event.capture.Capturing;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.ledger.journal.Rank;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the journal of exchanges that have ended, of those that it wants to hear of. One per event
 * loop; event loop only. What is not told costs one question and no allocation.
 */
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final int FIRST_SERVER_ERROR = 500;

  private final LoopJournal journal;
  private final EventWriter writer;
  private final CaptureRules capture;

  Telling(LoopJournal journal, EventParts parts) {
    this.journal = journal;
    this.writer = new EventWriter(parts);
    this.capture = parts.capture();
  }

  /** What captures an exchange that begins, or null when nothing is asked for. */
  @Nullable Capturing capturing() {
    return capture.begin();
  }

  /** How an exchange has ended. The journal is asked exactly once for each. */
  void ended(Exchange exchange, AnswerCount count, long bytesOut, long totalNanos) {
    double weight = admit(count.failure(), count.status(), count.outcome());
    if (weight > 0) {
      try {
        journal.offer(writer.write(finished(exchange, count, bytesOut, totalNanos), weight));
      } catch (RuntimeException bug) {
        LOG.error("an event could not be put together", bug);
      }
    }
  }

  /** Asks for one request; all there is to do for one that is left out. */
  double admit(@Nullable Failure failure, int status, Outcome outcome) {
    boolean urgent =
        failure != null
            || status >= FIRST_SERVER_ERROR
            || switch (outcome) {
              case UNMATCHED, REJECTED, ERROR -> true;
              default -> false;
            };
    return journal.admit(urgent ? Rank.URGENT : Rank.USUAL);
  }

  private static Finished finished(
      Exchange exchange, AnswerCount count, long bytesOut, long totalNanos) {
    HitEvent.Spent spent =
        new HitEvent.Spent(
            totalNanos,
            exchange.upstreamNanos(count.startNanos() + totalNanos),
            exchange.delayedNanos(),
            exchange.client().bodyBytesRead(),
            bytesOut);
    RequestHead head = count.isUnderstood() ? exchange.head() : null;
    Consumers consumers = exchange.table().shared().consumers();
    Capturing captured = exchange.capturing();
    return new Finished(
        exchange.wallMillis(),
        whose(exchange, count.outcome()),
        head,
        exchange.client().peer(),
        count.method(),
        count.protocol(),
        count.outcome(),
        count.status(),
        count.failure(),
        spent,
        consumers,
        captured == null ? null : captured.finish(head, consumers.secretField()));
  }

  private static Finished.Whose whose(Exchange exchange, Outcome outcome) {
    String id = exchange.counted().id();
    RoutePlan plan = exchange.plan();
    if (plan == null) {
      return new Finished.Whose(id, groupOfFallback(exchange, id), null, BigDecimal.ZERO);
    }
    boolean wentUpstream = outcome == Outcome.PROXIED || exchange.isSent();
    return new Finished.Whose(
        id,
        plan.config().group(),
        wholePattern(plan.config().match().path()),
        wentUpstream ? plan.config().cost() : BigDecimal.ZERO);
  }

  /** A listener that stands for an upstream names its group as a route would. */
  private static String groupOfFallback(Exchange exchange, String id) {
    ForwardPlan fallback = exchange.table().listener(exchange.client().listener()).fallback();
    if (fallback == null) {
      return "";
    }
    String upstream = fallback.upstream().name();
    return id.equals(LoopTable.fallbackId(upstream)) ? upstream : "";
  }

  /** A pattern that says which path was meant as well as the path itself. */
  private static @Nullable String wholePattern(@Nullable String pattern) {
    return pattern == null || pattern.indexOf('*') >= 0 ? null : pattern;
  }
}
