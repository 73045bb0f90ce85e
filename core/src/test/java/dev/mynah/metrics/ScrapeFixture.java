package dev.mynah.metrics;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.settings.MetricsSettings;
import dev.mynah.settings.MetricsSettings.Preset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Metrics over a ledger on the heap, and what a scrape of them says. */
final class ScrapeFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final int BUDGET = 2_000;

  final HeapLedger ledger = HeapLedger.create(Clock.fixed(START, ZoneOffset.UTC), BUDGET);
  final Metrics metrics;

  ScrapeFixture() {
    this(Preset.STANDARD);
  }

  ScrapeFixture(Preset preset) {
    metrics =
        new Metrics(new MetricsSettings(preset, BUDGET, true), new BuildInfo("1.2.3", "abc123"));
    metrics.ledger(ledger);
  }

  /** Counts one answer as an event loop does. */
  void answer(int loop, String route, int code, Outcome outcome, long nanos) {
    LoopLedger slot = ledger.slot(loop);
    var hits = slot.route(route);
    var series = hits.series(HitMethod.GET, code, outcome, Protocol.HTTP_1_1);
    series.request(START.toEpochMilli());
    series.bytes(10, 100);
    hits.timing(outcome).record(nanos);
  }

  String text() {
    return metrics.scrape("", List.of()).text();
  }

  String openMetrics() {
    return metrics.scrape("application/openmetrics-text", List.of()).text();
  }

  /** The sample lines of one series name. */
  List<String> lines(String name) {
    return text()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .toList();
  }

  /** The value of the only series of a name. */
  double value(String name) {
    List<String> lines = lines(name);
    if (lines.size() != 1) {
      throw new AssertionError(name + ": " + lines);
    }
    return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
  }

  /** The families that are there, by their {@code TYPE} lines. */
  Set<String> families() {
    return text()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .collect(Collectors.toSet());
  }

  static long samples(String text) {
    return text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).count();
  }

  @Override
  public void close() {
    metrics.close();
    ledger.close();
  }
}
