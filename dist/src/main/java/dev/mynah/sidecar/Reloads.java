package dev.mynah.sidecar;

import dev.mynah.agent.Agent;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RoutesFile;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.control.Health;
import dev.mynah.ledger.Ledger;
import dev.mynah.log.AccessLines;
import dev.mynah.log.Logging;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.ProcessCatalogue;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Settings;
import dev.mynah.settings.reload.LastGood;
import dev.mynah.settings.reload.ReloadListener;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process does with a change of its configuration: a good one is served, told to the ledger
 * and kept for the next start; a bad one is refused, and log, metric and health say so.
 *
 * <p>The watcher's thread calls it, one change at a time.
 */
final class Reloads implements ReloadListener {
  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);
  private static final String CONFIG = "config";

  private final Agent agent;
  private final Ledger ledger;
  private final Health health;
  private final AccessLines access;
  private final Clock clock;
  private final @Nullable Path data;
  private final Metrics.ProcessCounter reloads;
  private final Metrics.ProcessCounter failures;
  private volatile Serving serving;
  private volatile boolean lastWasGood = true;
  private volatile long goodSinceMillis;

  /** What is asked of the configuration in use: the agent has the rest in its own form. */
  private record Serving(DrainConfig drain, int routes) {
    static Serving of(AgentConfig config) {
      return new Serving(config.drain(), config.routes().size());
    }
  }

  Reloads(
      Agent agent,
      Ledger ledger,
      Health health,
      Metrics metrics,
      AccessLines access,
      Settings started) {
    this.agent = agent;
    this.ledger = ledger;
    this.health = health;
    this.access = access;
    this.clock = Clock.systemUTC();
    this.data = started.get(ProcessSections.SECTION).data().dir();
    this.serving = Serving.of(started.get(AgentSections.SECTION));
    this.goodSinceMillis = clock.millis();
    this.reloads = metrics.counter(ProcessCatalogue.CONFIG_RELOADS);
    this.failures = metrics.counter(ProcessCatalogue.CONFIG_RELOAD_FAILURES);
    metrics.gauge(ProcessCatalogue.CONFIG_SUCCESSFUL, () -> lastWasGood ? 1 : 0);
    metrics.gauge(ProcessCatalogue.CONFIG_SUCCESS_TIME, () -> goodSinceMillis / 1_000d);
    metrics.gauge(ProcessCatalogue.ROUTES, () -> serving.routes);
  }

  /** How the configuration that serves now wants to end. */
  DrainConfig drain() {
    return serving.drain;
  }

  /** Keeps what the process started with, for a start over a bad file. */
  void started(Settings settings) {
    remember(settings);
  }

  /** The process runs, and not with what its files say. */
  void startedOverABadFile(List<Problem> problems) {
    failed(problems);
  }

  @Override
  public List<Problem> take(Settings settings) {
    List<Problem> unusable = Configuration.problems(settings);
    if (!unusable.isEmpty()) {
      return unusable;
    }
    AgentConfig next = settings.get(AgentSections.SECTION);
    try {
      agent.reload(next);
    } catch (IllegalArgumentException | IllegalStateException e) {
      Place place = Place.startOf(Source.file(settings.files().root()));
      return List.of(new Problem(place, String.valueOf(e.getMessage()), ""));
    }
    serving = Serving.of(next);
    reloads.increment();
    lastWasGood = true;
    goodSinceMillis = clock.millis();
    health.recovered(CONFIG);
    Logging.apply(settings.get(ProcessSections.SECTION).log());
    access.apply(settings.get(ProcessSections.SECTION).log());
    settings.warnings().forEach(warning -> LOG.warn("{}", warning));
    LOG.info("Serving the changed configuration: {} routes", next.routes().size());
    remember(settings);
    return List.of();
  }

  @Override
  public void refused(List<Problem> problems) {
    reloads.increment();
    failed(problems);
  }

  private void failed(List<Problem> problems) {
    failures.increment();
    lastWasGood = false;
    health.degraded(CONFIG, "the last change was refused; the configuration before it serves");
    problems.forEach(problem -> LOG.error("Configuration refused: {}", problem));
  }

  private void remember(Settings settings) {
    AgentConfig config = settings.get(AgentSections.SECTION);
    ledger.routesPresent(config.routes().stream().map(RouteConfig::id).toList());
    if (data == null) {
      return;
    }
    try {
      RoutesFile.write(data, config);
      new LastGood(data).keep(settings);
    } catch (IOException e) {
      LOG.warn("Could not keep the accepted configuration in {}", data, e);
    }
  }
}
