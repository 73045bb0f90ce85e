package dev.mynah.dashboards.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.metrics.PrometheusServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A demo under load, an idle {@code up} and an idle agent alone, and a Prometheus with the rules of
 * this module that scrapes all three each second. The demo has the labels that it would have in
 * Kubernetes; the idle ones have none.
 */
final class LiveTargets implements AutoCloseable {
  static final String DEMO = "mynah";
  static final String UP = "idle-up";
  static final String AGENT = "idle-agent";

  private static final String NAMESPACE = "shop";
  private static final String POD = "mynah-0";
  private static final long SCRAPES = 25;
  private static final long MINUTE = 60;

  /** So that connections to upstreams are opened while somebody looks. */
  private static final int AT_ONCE = 40;

  private final Deque<Runnable> running = new ArrayDeque<>();
  private final MynahProgram demo;
  private final MynahProgram up;
  private final MynahProgram agent;
  private final PrometheusServer server;
  private final long scrapedFrom;

  LiveTargets(DashboardFiles files, Path folder) throws IOException {
    try {
      demo =
          started(folder, DEMO, "demo", "--identity-namespace", NAMESPACE, "--identity-pod", POD);
      up = started(folder, UP, "up");
      agent =
          started(
              folder,
              AGENT,
              "agent",
              "--config",
              Path.of("../examples/quickstart.yaml").toAbsolutePath().toString());
      demo.ready();
      up.ready();
      agent.ready();
      server = PrometheusServer.configured(config(files.quickRules(folder.resolve("rules.yaml"))));
      running.push(server::close);
      awaitScrapes(2);
      scrapedFrom = now();
      demo.askAtOnce("/live/many", AT_ONCE);
    } catch (IOException | RuntimeException | Error broken) {
      close();
      throw broken;
    }
  }

  private MynahProgram started(Path folder, String job, String... arguments) throws IOException {
    MynahProgram program = MynahProgram.start(folder.resolve(job), job, arguments);
    running.push(program::close);
    return program;
  }

  /** Prometheus, with what a data source there says by default. */
  DataSource prometheus() {
    return new DataSource(server.url(), Duration.ofSeconds(15));
  }

  /** The demo's own API, with what {@code docs/promql.md} says of the data source. */
  DataSource demoExporter() {
    return new DataSource(demo.url(), Duration.ofSeconds(60));
  }

  /** The same of the idle one. */
  DataSource idleExporter() {
    return new DataSource(up.url(), Duration.ofSeconds(60));
  }

  /** What is chosen by somebody who looks at the demo alone, and at one of its routes. */
  Map<String, String> demoChosen() {
    return Map.of(
        "job", DEMO, "instance", demo.instance(), "namespace", NAMESPACE, "route", "catalogue");
  }

  /** Waits until Prometheus has scraped all often enough for rates; somebody asks the demo too. */
  void awaitScrapes() {
    awaitScrapes(SCRAPES);
  }

  private void awaitScrapes(long scrapes) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(demoExporter().at("1+1", now()).error()).isEmpty();
              assertThat(server.queryAll("sum_over_time(up[5m]) >= " + scrapes))
                  .as("scraped often enough: %s", server.lastScrapeError())
                  .hasSize(3);
            });
  }

  /**
   * Waits until a minute that was scraped from its beginning is closed in both exporters, the
   * second at least: of a process's own counters the first says nothing yet.
   *
   * @return its end
   */
  long awaitWholeMinute() {
    long end = (scrapedFrom + MINUTE - 1) / MINUTE * MINUTE + MINUTE;
    String closed = "timestamp(process_start_time_seconds) >= " + end;
    Awaitility.await("the minute is closed in the exporters")
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                !demoExporter().at(closed, now()).isEmpty()
                    && !idleExporter().at(closed, now()).isEmpty());
    return end;
  }

  static long now() {
    return System.currentTimeMillis() / 1_000;
  }

  private String config(Path rules) {
    return """
    global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
    rule_files: ["%s"]
    scrape_configs:
      - job_name: %s
        static_configs: [{ targets: ["%s"], labels: { namespace: %s, pod: %s } }]
      - job_name: %s
        static_configs: [{ targets: ["%s"] }]
      - job_name: %s
        static_configs: [{ targets: ["%s"] }]
    """
        .formatted(
            rules.toAbsolutePath(),
            DEMO,
            demo.instance(),
            NAMESPACE,
            POD,
            UP,
            up.instance(),
            AGENT,
            agent.instance());
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      running.pop().run();
    }
  }
}
