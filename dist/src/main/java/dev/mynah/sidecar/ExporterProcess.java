package dev.mynah.sidecar;

import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.exporter.Exporter;
import dev.mynah.exporter.ExporterParts;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.exporter.config.ExporterSections;
import dev.mynah.log.Logging;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.ProcessCatalogue;
import dev.mynah.settings.AdminSettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.ProcessSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exporter as a process of its own, on the data directory that an agent writes, or on none. It
 * takes no lock there, and writes how far it has read and its own store.
 */
public final class ExporterProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ExporterProcess.class);
  private static final long ADMIN_CLOSE_SECONDS = 5;

  private final AdminServer admin;
  private final Health health;
  private final Metrics metrics;
  private final Exporter exporter;

  private ExporterProcess(AdminServer admin, Health health, Metrics metrics, Exporter exporter) {
    this.admin = admin;
    this.health = health;
    this.metrics = metrics;
    this.exporter = exporter;
  }

  /**
   * Starts it.
   *
   * @param port of its admin listener
   * @throws StartFailure when port, directory or store cannot be had
   */
  public static ExporterProcess start(Launch launch, int port) throws StartFailure {
    ProcessSettings process = launch.settings().get(ProcessSections.SECTION);
    ExporterConfig config = launch.settings().get(ExporterSections.SECTION);
    Logging.apply(process.log());
    Health health = Health.onSystemClock();
    BuildInfo build = new BuildInfo(launch.version(), "unknown");
    Metrics metrics = new Metrics(process.metrics(), build).withoutLedger();
    Logging.count(
        metrics.counter(ProcessCatalogue.LOG_MESSAGES, "warn")::increment,
        metrics.counter(ProcessCatalogue.LOG_MESSAGES, "error")::increment);
    AdminServer admin = listen(process.admin(), port, health);
    try {
      admin.mountMetrics(metrics);
      Exporter exporter = Exporter.start(parts(process, config, admin, health, metrics, build));
      writePorts(launch, admin);
      return new ExporterProcess(admin, health, metrics, exporter);
    } catch (IOException | RuntimeException e) {
      admin.close();
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where it answers. */
  public InetSocketAddress address() {
    return admin.address();
  }

  /**
   * Ends in order: readiness says no, what an agent that ended before has left is read, the admin
   * port goes last.
   */
  public void close() {
    LOG.info("Draining");
    health.drain();
    exporter.finish(ExporterBeside.TO_THE_END);
    exporter.close();
    try {
      admin.close().toCompletableFuture().get(ADMIN_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The admin port did not close in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.close();
    LOG.info("Ended");
  }

  private static ExporterParts parts(
      ProcessSettings process,
      ExporterConfig config,
      AdminServer admin,
      Health health,
      Metrics metrics,
      BuildInfo build)
      throws IOException {
    Path data = process.data().dir();
    if (data == null && config.store().embedded()) {
      throw new IOException("no store: give --data DIR, or store.url of a PostgreSQL database");
    }
    if (data != null) {
      Files.createDirectories(data);
    }
    return new ExporterParts(
        config,
        data,
        ExporterBeside.named(process.identity(), process.admin().port()),
        admin::mount,
        health,
        metrics,
        build,
        Clock.systemUTC());
  }

  private static AdminServer listen(AdminSettings file, int port, Health health)
      throws StartFailure {
    AdminSettings settings =
        new AdminSettings(
            file.host(), port, file.tokens(), file.allowedHosts(), file.allowedOrigins());
    try {
      return AdminServer.start(settings, health).toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String where = file.host() + ":" + port;
      throw new StartFailure(
          "cannot open the admin port " + where + ": " + cause.getMessage(), cause);
    }
  }

  private static void writePorts(Launch launch, AdminServer admin) throws IOException {
    if (launch.portsFile().isPresent()) {
      long pid = ProcessHandle.current().pid();
      PortsFile.write(launch.portsFile().get(), pid, List.of(), admin.port());
    }
  }
}
