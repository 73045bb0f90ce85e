package dev.mynah.agent;

import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.UpstreamEvents;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.LedgerCounter;
import dev.mynah.ledger.LedgerHistogram;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.metrics.Catalogue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event loop counts for one upstream. Event loop only. */
final class UpstreamCounters implements UpstreamEvents {
  private final String upstream;
  private final LoopLedger ledger;
  private final LedgerHistogram duration;
  private final LedgerHistogram firstByte;
  private final LedgerHistogram connect;
  private final LedgerCounter opened;
  private final LedgerCounter requestBytes;
  private final LedgerCounter responseBytes;
  private final Map<HitMethod, Map<Integer, LedgerCounter>> answers =
      new EnumMap<>(HitMethod.class);
  private final Map<Failure, LedgerCounter> failures = new EnumMap<>(Failure.class);
  private final Map<RetryReason, LedgerCounter> retries = new EnumMap<>(RetryReason.class);
  private HitMethod lastMethod = HitMethod.OTHER;
  private int lastCode;
  private @Nullable LedgerCounter last;

  UpstreamCounters(String upstream, LoopLedger ledger) {
    this.upstream = upstream;
    this.ledger = ledger;
    this.duration = ledger.histogram(Catalogue.UPSTREAM_DURATION, upstream);
    this.firstByte = ledger.histogram(Catalogue.UPSTREAM_FIRST_BYTE, upstream);
    this.connect = ledger.histogram(Catalogue.UPSTREAM_CONNECT, upstream);
    this.opened = counter(Catalogue.UPSTREAM_CONNECTIONS_OPENED);
    this.requestBytes = counter(Catalogue.UPSTREAM_REQUEST_BYTES);
    this.responseBytes = counter(Catalogue.UPSTREAM_RESPONSE_BYTES);
  }

  private LedgerCounter counter(Family family) {
    return ledger.counter(family, upstream);
  }

  /** An answer's head is here. */
  void answered(HitMethod method, int code) {
    LedgerCounter found = last;
    if (found == null || method != lastMethod || code != lastCode) {
      found =
          answers
              .computeIfAbsent(method, fresh -> new HashMap<>())
              .computeIfAbsent(code, fresh -> answers(method, fresh));
      lastMethod = method;
      lastCode = code;
      last = found;
    }
    found.add(1);
  }

  private LedgerCounter answers(HitMethod method, int code) {
    return ledger.counter(
        Catalogue.UPSTREAM_REQUESTS, upstream, method.label(), Integer.toString(code));
  }

  /** An exchange with the upstream is over. */
  void carried(long sentBytes, long receivedBytes) {
    if (sentBytes > 0) {
      requestBytes.add(sentBytes);
    }
    if (receivedBytes > 0) {
      responseBytes.add(receivedBytes);
    }
  }

  @Override
  public void ended(int status, @Nullable Failure failure, long firstByteNanos, long totalNanos) {
    if (firstByteNanos >= 0) {
      firstByte.record(firstByteNanos);
      duration.record(totalNanos);
    }
    if (failure != null) {
      failures
          .computeIfAbsent(
              failure, f -> ledger.counter(Catalogue.UPSTREAM_FAILURES, upstream, f.reason()))
          .add(1);
    }
  }

  @Override
  public void retried(RetryReason reason) {
    retries
        .computeIfAbsent(
            reason,
            r ->
                ledger.counter(
                    Catalogue.UPSTREAM_RETRIES, upstream, r.name().toLowerCase(Locale.ROOT)))
        .add(1);
  }

  @Override
  public void connected(long connectNanos) {
    connect.record(connectNanos);
    opened.add(1);
  }
}
