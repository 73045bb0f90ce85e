package dev.mynah.sidecar;

import dev.mynah.agent.Agent;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.log.AccessLines;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.ProcessSettings;
import dev.mynah.settings.reload.ConfigWatcher;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running process. {@link #start} comes back once traffic is served; {@link #drain} once nothing
 * is served any more.
 */
public final class Sidecar {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

  private static final long ADMIN_CLOSE_SECONDS = 5;

  private final Parts parts;
  private final Core core;

  /** What a start was given, and what looks after the process. */
  record Parts(
      ProcessSettings process,
      List<ListenerConfig> listeners,
      AccessLines access,
      Reloads reloads,
      ConfigWatcher watcher,
      ScheduledExecutorService chores) {}

  /** What serves. */
  record Core(
      Health health,
      Metrics metrics,
      AdminServer admin,
      Counting counting,
      Agent agent,
      ExporterBeside exporter) {}

  Sidecar(Parts parts, Core core) {
    this.parts = parts;
    this.core = core;
  }

  /**
   * Starts everything.
   *
   * @throws StartFailure when a port or the data directory cannot be had
   */
  public static Sidecar start(Launch launch) throws StartFailure {
    return new Starting(launch).run();
  }

  /**
   * A port that takes traffic.
   *
   * @param to the upstream that it stands for, or an empty text
   */
  public record Listening(String url, String to) {
    /** The address as the start of a URL; one that means all addresses is called localhost. */
    public static String url(String scheme, InetSocketAddress address) {
      String host = address.getHostString();
      boolean all = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
      String shown = all ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
      return scheme + "://" + shown + ":" + address.getPort();
    }
  }

  /** The ports that take traffic, in the order of the configuration. */
  public List<Listening> traffic() {
    List<Listening> ports = new ArrayList<>();
    List<ListenerConfig> declared = parts.listeners;
    List<InetSocketAddress> bound = core.agent.addresses();
    for (int i = 0; i < bound.size(); i++) {
      ListenerConfig listener = declared.get(i);
      String scheme = listener.tls() == null ? "http" : "https";
      String to = listener.to() == null ? "" : listener.to();
      ports.add(new Listening(Listening.url(scheme, bound.get(i)), to));
    }
    return ports;
  }

  /** Where health, metrics and APIs are. */
  public InetSocketAddress admin() {
    return core.admin.address();
  }

  /** Where hits are counted, for people. */
  public String counts() {
    LedgerStatus status = core.counting.ledger().status();
    return switch (status.state()) {
      case FILE -> "in " + parts.process.data().dir();
      case HEAP -> "on the heap (--data none): gone when the process ends";
      case DEGRADED, HIDDEN -> "on the heap, because of: " + status.detail();
    };
  }

  /** Whether what is counted can be asked for as analytics. */
  public boolean analytics() {
    return core.exporter.isWanted();
  }

  /** The sections that every process has. */
  public ProcessSettings process() {
    return parts.process;
  }

  /**
   * Leaves in order: readiness says no, traffic ends, counts are closed, the admin port goes last.
   * Comes back when all of it is done.
   */
  public void drain() {
    LOG.info("Draining");
    parts.watcher.close();
    parts.chores.shutdown();
    core.agent.drain(parts.reloads.drain()).toCompletableFuture().join();
    core.counting.close(core.exporter::finish);
    core.exporter.close();
    closeAdmin();
    core.metrics.close();
    parts.access.flush();
    LOG.info("Ended");
  }

  /** The process ends anyway: a scrape that hangs does not hold it up. */
  private void closeAdmin() {
    try {
      core.admin.close().toCompletableFuture().get(ADMIN_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The admin port did not close in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
