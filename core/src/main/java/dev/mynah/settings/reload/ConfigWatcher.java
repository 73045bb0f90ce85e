package dev.mynah.settings.reload;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import dev.mynah.settings.StartValues;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.source.Fingerprint;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of a configuration and hands over what has become of them.
 *
 * <p>Files are looked at and not listened to: a look costs a system call per file, and it sees what
 * notifications miss, such as the swap of a mounted ConfigMap's link, a network file system, or a
 * file that was not there before. A change is read once two looks in a row agree on names, sizes,
 * times and content, so that no half-written file is read; a directory is one unit; and it is read
 * again when it moved while being read. Files that the configuration names (bodies, certificates)
 * are looked at in the same way, also those that are missing.
 *
 * <p>Methods may be called from any thread; one turn runs at a time.
 */
public final class ConfigWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);
  private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(200);

  private final Path root;
  private final Schema schema;
  private final Layers layers;
  private final ReloadListener listener;

  private Kept running;
  private ConfigFiles seen;
  private Set<Path> named;
  private @Nullable State settled;
  private @Nullable State candidate;
  private @Nullable ScheduledFuture<?> next;
  private boolean closed;

  /**
   * What has to be known of the configuration in use: not its routes, which those who serve have.
   */
  private record Kept(StartValues startValues, Set<Path> named) {
    static Kept of(Settings settings) {
      return new Kept(settings.startValues(), settings.named());
    }
  }

  /** What files look like and what they hold. */
  private record State(String look, String hash) {
    static State of(Path root, Set<Path> named) {
      return new State(Fingerprint.look(root, named), Fingerprint.hash(root, named));
    }
  }

  /**
   * A watcher of what a process has started with.
   *
   * @param running the configuration in use
   * @param seen the files as they were read last: those of {@code running}, or those of a
   *     configuration that was refused at the start
   */
  public ConfigWatcher(
      Schema schema, Layers layers, Settings running, Settings seen, ReloadListener listener) {
    this.root = seen.files().root();
    this.schema = schema;
    this.layers = layers;
    this.running = Kept.of(running);
    this.seen = seen.files();
    this.named = union(this.running, seen);
    this.listener = listener;
  }

  /** Looks at every interval from now on, and sooner again once something has moved. */
  public synchronized void start(ScheduledExecutorService scheduler, Duration interval) {
    if (closed) {
      return;
    }
    Duration soon = interval.compareTo(BETWEEN_TWO_LOOKS) < 0 ? interval : BETWEEN_TWO_LOOKS;
    Duration delay = candidate == null ? interval : soon;
    try {
      next =
          scheduler.schedule(
              () -> turn(scheduler, interval), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The scheduler is gone, and with it the watch over {}", root);
    }
  }

  private void turn(ScheduledExecutorService scheduler, Duration interval) {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("Could not look at the configuration {}", root, e);
    } finally {
      start(scheduler, interval);
    }
  }

  /** One look; a change is taken by the second look that finds it. */
  public synchronized void look() {
    if (closed) {
      return;
    }
    String look = Fingerprint.look(root, named);
    if (settled != null && settled.look.equals(look)) {
      candidate = null;
      return;
    }
    State now = new State(look, Fingerprint.hash(root, named));
    if (!now.equals(candidate)) {
      candidate = now;
      return;
    }
    candidate = null;
    if (settled != null && settled.hash.equals(now.hash)) {
      settled = now;
      return;
    }
    read(now);
  }

  /**
   * Reads the files as they are, for an operator who asks for it.
   *
   * @return what stands against them; empty when they are in use now
   */
  public synchronized List<Problem> reload() {
    return closed
        ? List.of()
        : decide(schema.reload(ConfigFiles.read(root), layers, running.startValues));
  }

  private void read(State now) {
    ConfigFiles files = ConfigFiles.read(root);
    if (settled == null && files.files().equals(seen.files()) && files.problems().isEmpty()) {
      settled = now;
      return;
    }
    Settings next = schema.reload(files, layers, running.startValues);
    Set<Path> nextNamed = union(running, next);
    State after = State.of(root, nextNamed);
    boolean moved =
        !Fingerprint.look(root, nextNamed).equals(after.look)
            || !Fingerprint.look(root, named).equals(now.look);
    if (moved) {
      return;
    }
    named = nextNamed;
    settled = after;
    decide(next);
  }

  private List<Problem> decide(Settings next) {
    seen = next.files();
    List<Problem> problems = next.ok() ? take(next) : next.problems();
    if (!problems.isEmpty()) {
      listener.refused(problems);
    } else {
      running = Kept.of(next);
    }
    return problems;
  }

  private List<Problem> take(Settings next) {
    try {
      return listener.take(next);
    } catch (RuntimeException e) {
      LOG.error("A configuration that reads well could not be used", e);
      return List.of(
          new Problem(Place.startOf(Source.file(root)), "could not be used: " + e, "see the log"));
    }
  }

  /** Also those of what runs on when the change is refused. */
  private static Set<Path> union(Kept running, Settings next) {
    Set<Path> all = new HashSet<>(next.named());
    all.addAll(running.named);
    return all;
  }

  /** Looks no more. */
  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
  }
}
