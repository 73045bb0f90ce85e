package dev.mynah.sidecar;

import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.exporter.Exporter;
import dev.mynah.exporter.ExporterParts;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.exporter.config.ExporterSections;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.IdentitySettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.ProcessSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exporter in the agent's process. It starts once traffic is served, is tried again when it
 * cannot start, and is never waited for but at the end, and then not for long.
 */
final class ExporterBeside {
  private static final Logger LOG = LoggerFactory.getLogger(ExporterBeside.class);
  private static final String PART = "analytics";
  private static final long AGAIN_SECONDS = 10;
  static final Duration TO_THE_END = Duration.ofSeconds(3);

  private final ExporterConfig config;
  private final ProcessSettings process;
  private final BuildInfo build;
  private final Host host;
  private final ScheduledExecutorService chores;
  private final boolean wanted;
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private @Nullable Exporter exporter;
  private boolean closed;

  /** What of the process it uses. */
  record Host(AdminServer admin, Health health, Metrics metrics) {}

  ExporterBeside(Launch launch, Host host, ScheduledExecutorService chores) {
    this.config = launch.settings().get(ExporterSections.SECTION);
    this.process = launch.settings().get(ProcessSections.SECTION);
    this.build = new BuildInfo(launch.version(), "unknown");
    this.host = host;
    this.chores = chores;
    this.wanted =
        launch.analytics() && (process.data().dir() != null || !config.store().embedded());
  }

  boolean isWanted() {
    return wanted;
  }

  /** Starts it when there is time; comes back at once. */
  void start() {
    if (wanted) {
      host.admin().coming(tried);
      chores.execute(this::open);
    }
  }

  /** Lets it read to the end of a journal that is closed. */
  void finish() {
    Exporter open = running().orElse(null);
    if (open != null) {
      open.finish(TO_THE_END);
    }
  }

  void close() {
    Exporter open;
    synchronized (this) {
      closed = true;
      open = exporter;
      exporter = null;
    }
    if (open != null) {
      open.close();
    }
  }

  private synchronized Optional<Exporter> running() {
    return Optional.ofNullable(exporter);
  }

  private synchronized void open() {
    if (closed) {
      tried.complete(null);
      return;
    }
    try {
      exporter = Exporter.start(parts());
      host.health().recovered(PART);
    } catch (IOException | RuntimeException | LinkageError e) {
      String sentence = String.valueOf(e.getMessage());
      LOG.warn("Analytics cannot start, it is tried again: {}", sentence);
      host.health().degraded(PART, sentence);
      again();
    } finally {
      tried.complete(null);
    }
  }

  private void again() {
    try {
      chores.schedule(this::open, AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException ending) {
      LOG.debug("The process ends meanwhile", ending);
    }
  }

  private ExporterParts parts() {
    Path data = process.data().dir();
    return new ExporterParts(
        config,
        data,
        named(process.identity(), host.admin().port()),
        host.admin()::mount,
        host.health(),
        host.metrics(),
        build,
        Clock.systemUTC());
  }

  /** Which process counts: as it was set, else by the name of this machine. */
  static IdentitySettings named(IdentitySettings identity, int adminPort) {
    try {
      return identity.named(InetAddress.getLocalHost().getHostName(), adminPort);
    } catch (UnknownHostException nameless) {
      return identity.named("localhost", adminPort);
    }
  }
}
