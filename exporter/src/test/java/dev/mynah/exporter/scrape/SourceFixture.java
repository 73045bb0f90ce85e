package dev.mynah.exporter.scrape;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A source whose rounds are run by hand, at moments of the test's choosing. */
final class SourceFixture implements AutoCloseable {
  final KeptMinutes kept = new KeptMinutes();
  private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(1);
  private final Path data;
  private final PrometheusSourceSettings settings;
  private Instant now = Instant.EPOCH;
  private PrometheusSource source;

  SourceFixture(Path data, URI url) {
    this(data, settings(url, PrometheusSourceSettings.Login.NONE));
  }

  SourceFixture(Path data, PrometheusSourceSettings settings) {
    this.data = data;
    this.settings = settings;
    restart();
  }

  static PrometheusSourceSettings settings(URI url, PrometheusSourceSettings.Login login) {
    return new PrometheusSourceSettings(
        url,
        PrometheusSourceSettings.DEFAULT_INTERVAL,
        PrometheusSourceSettings.DEFAULT_SELECTOR,
        login,
        Duration.ofSeconds(1),
        Duration.ofHours(1));
  }

  /** Another process on the same data directory. */
  void restart() {
    source = PrometheusSource.open(settings, kept, data, new TestClock(), worker);
  }

  /** One round, long enough after a moment for that minute to be closed. */
  PrometheusSourceStatus roundAt(long seconds) {
    now = Instant.ofEpochSecond(seconds + 31);
    source.runOnce();
    return source.status();
  }

  PrometheusSource source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
    worker.shutdownNow();
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
