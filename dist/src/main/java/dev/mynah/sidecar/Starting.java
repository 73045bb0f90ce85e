package dev.mynah.sidecar;

import dev.mynah.agent.Agent;
import dev.mynah.agent.AgentParts;
import dev.mynah.agent.admin.CacheAdmin;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.agent.event.EventParts;
import dev.mynah.agent.event.capture.CaptureRules;
import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.journal.Journal;
import dev.mynah.ledger.journal.JournalOptions;
import dev.mynah.ledger.report.HitsJson;
import dev.mynah.ledger.report.HitsReport;
import dev.mynah.log.AccessLines;
import dev.mynah.log.Logging;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.ProcessCatalogue;
import dev.mynah.settings.JournalSettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.ProcessSettings;
import dev.mynah.settings.reload.ConfigWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The start, step by step. What takes long runs side by side: the ledger opens on its own thread,
 * the admin port on another, and the agent opens its ports once the ledger is there.
 */
final class Starting {
  private static final String LEDGER = "ledger";
  private static final String ROUTES = "routes";

  private final Launch launch;
  private final ProcessSettings process;
  private final AgentConfig config;
  private final Health health = Health.onSystemClock();

  Starting(Launch launch) {
    this.launch = launch;
    this.process = launch.settings().get(ProcessSections.SECTION);
    this.config = launch.settings().get(AgentSections.SECTION);
  }

  Sidecar run() throws StartFailure {
    Logging.apply(process.log());
    health.awaits(LEDGER, "it is being opened").awaits(ROUTES, "they are being compiled");
    CompletableFuture<Counting> opening =
        LedgerStart.open(process, eventLoops(), routeIds()).thenApply(this::counting);
    CompletableFuture<AdminServer> listening =
        beside("mynah-admin-start", () -> AdminServer.start(process.admin(), health));
    Metrics metrics = new Metrics(process.metrics(), new BuildInfo(launch.version(), "unknown"));
    countLogLines(metrics);
    AccessLines access = AccessLines.of(process.log());
    CompletableFuture<Agent> serving = startAgent(opening, metrics, access);
    Counting counting = opening.join();
    Ledger ledger = counting.ledger();
    metrics.ledger(ledger);
    metrics.journal(counting.journal()::status);
    counting.journal().gauges(metrics::storedGauges);
    tell(ledger);
    Agent agent = had(serving, "");
    AdminServer admin = had(listening, adminPort());
    admin.mountMetrics(metrics);
    admin.mountHits(() -> hits(ledger));
    CacheAdmin.routes(agent.cache()).forEach(admin::mount);
    health.arrived(ROUTES);
    Reloads reloads = new Reloads(agent, ledger, health, metrics, access, launch.settings());
    ScheduledExecutorService chores = Executors.newSingleThreadScheduledExecutor(Starting::chore);
    ExporterBeside exporter =
        new ExporterBeside(launch, new ExporterBeside.Host(admin, health, metrics), chores);
    chores.execute(() -> afterwards(reloads, metrics));
    exporter.start();
    ConfigWatcher watcher = watch(reloads, chores);
    writePorts(agent, admin);
    return new Sidecar(
        new Sidecar.Parts(process, config.listeners(), access, reloads, watcher, chores),
        new Sidecar.Core(health, metrics, admin, counting, agent, exporter));
  }

  private int eventLoops() {
    int set = config.runtime().eventLoops();
    return set > 0 ? set : Math.min(4, Runtime.getRuntime().availableProcessors());
  }

  private Set<String> routeIds() {
    return config.routes().stream().map(RouteConfig::id).collect(Collectors.toSet());
  }

  /** Opened before any loop counts: it tells what earlier processes left. */
  private Counting counting(Ledger ledger) {
    JournalOptions options = JournalOptions.in(process.data().dir(), process.journal());
    if (launch.analytics()) {
      options = options.withMode(JournalSettings.Mode.ON);
    }
    return new Counting(ledger, Journal.open(options, ledger));
  }

  private void tell(Ledger ledger) {
    if (ledger.status().degraded()) {
      health.degraded(LEDGER, ledger.status().detail());
    }
    health.arrived(LEDGER);
  }

  private static String hits(Ledger ledger) {
    try (LedgerReader reader = ledger.reader()) {
      return HitsJson.write(HitsReport.of(reader.read()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void countLogLines(Metrics metrics) {
    Metrics.ProcessCounter warn = metrics.counter(ProcessCatalogue.LOG_MESSAGES, "warn");
    Metrics.ProcessCounter error = metrics.counter(ProcessCatalogue.LOG_MESSAGES, "error");
    Logging.count(warn::increment, error::increment);
  }

  private CompletableFuture<Agent> startAgent(
      CompletableFuture<Counting> opening, Metrics metrics, AccessLog access) throws StartFailure {
    String instance = "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    TemplateEngine templates = new TemplateEngine(Surroundings.real());
    // Loops are made once the ledger and the journal are there.
    EventParts events = EventParts.to(loop -> opening.join().journal().loop(loop));
    try {
      CaptureRules capture = CaptureRules.of(process.journal().capture());
      AgentParts parts =
          new AgentParts(instance, health, metrics, access, templates)
              .telling(events.of(process.identity()).capturing(capture));
      return Agent.start(config, opening.thenApply(Counting::ledger), parts).toCompletableFuture();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** What can wait until traffic is served. */
  private void afterwards(Reloads reloads, Metrics metrics) {
    if (launch.standsIn()) {
      reloads.startedOverABadFile(Configuration.problems(launch.read()));
    } else {
      reloads.started(launch.settings());
    }
    metrics.warmUp();
  }

  private ConfigWatcher watch(Reloads reloads, ScheduledExecutorService chores) {
    ConfigWatcher watcher =
        new ConfigWatcher(
            Configuration.schema(), launch.layers(), launch.settings(), launch.read(), reloads);
    if (launch.watched() && process.reload().watch()) {
      watcher.start(chores, process.reload().interval());
    }
    return watcher;
  }

  private void writePorts(Agent agent, AdminServer admin) throws StartFailure {
    if (launch.portsFile().isEmpty()) {
      return;
    }
    Path file = launch.portsFile().get();
    List<Integer> ports = agent.addresses().stream().map(InetSocketAddress::getPort).toList();
    try {
      PortsFile.write(file, ProcessHandle.current().pid(), ports, admin.port());
    } catch (IOException e) {
      throw new StartFailure("cannot write the ports file " + file + ": " + e.getMessage(), e);
    }
  }

  private String adminPort() {
    return "cannot open the admin port "
        + process.admin().host()
        + ":"
        + process.admin().port()
        + ": ";
  }

  private static Thread chore(Runnable task) {
    return daemon("mynah-chores", task);
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static <T> CompletableFuture<T> beside(String thread, Supplier<CompletionStage<T>> task) {
    return CompletableFuture.supplyAsync(task, run -> daemon(thread, run).start())
        .thenCompose(stage -> stage);
  }

  /** What was started beside, or one sentence on why it could not be had. */
  private static <T> T had(CompletableFuture<T> part, String sentence) throws StartFailure {
    try {
      return part.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StartFailure(sentence + cause.getMessage(), cause);
    }
  }
}
