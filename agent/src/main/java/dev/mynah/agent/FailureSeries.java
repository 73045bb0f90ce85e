package dev.mynah.agent;

import dev.mynah.agent.accept.AcceptEvents;
import dev.mynah.agent.respond.Failure;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Metrics;
import java.util.EnumSet;
import java.util.Set;

/** Makes every reason that can be counted start at 0, so that its first time is seen as a rise. */
final class FailureSeries {
  /** Refused, but for a reason that lies in the request. */
  private static final Set<Failure> REFUSED_FOR_THE_REQUEST =
      EnumSet.of(
          Failure.BODY_TOO_LARGE,
          Failure.BODY_NOT_DECODABLE,
          Failure.BODY_TIMEOUT,
          Failure.IDEMPOTENCY_KEY_REUSED);

  private FailureSeries() {}

  static void startAtZero(Metrics metrics) {
    for (Failure failure : Failure.values()) {
      boolean rejection =
          failure.kind() == Failure.Kind.FRAMING || REFUSED_FOR_THE_REQUEST.contains(failure);
      if (failure != Failure.UNMATCHED) {
        metrics.startAtZero(rejection ? Catalogue.REJECTED : Catalogue.FAILURES, failure.reason());
      }
    }
    for (AcceptEvents.CloseReason reason : AcceptEvents.CloseReason.values()) {
      metrics.startAtZero(Catalogue.CONNECTIONS_CLOSED, LoopCounters.word(reason));
    }
    metrics.startAtZero(Catalogue.CONNECTIONS_REJECTED, LoopCounters.TURNED_AWAY);
  }
}
