package dev.mynah.agent.upstream.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Host names to addresses, for the whole process. Safe on any thread.
 *
 * <p>A lookup blocks, so it runs on one of a few threads, once per name however many ask. An answer
 * is trusted for the asker's time to live. One that is only a little too old is given out at once
 * while it is renewed; an older one is waited for, and used when the renewal fails. That a name
 * does not exist is believed for one second.
 */
public final class Names implements AutoCloseable {
  /** How long beyond its time to live an answer may be given out while it is being renewed. */
  static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(30);

  static final long NEGATIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int THREADS = 2;
  private static final int QUEUE = 256;
  private static final long THREAD_IDLE_SECONDS = 30;

  private final Lookup lookup;
  private final ExecutorService threads;
  private final LongSupplier nanoClock;
  private final ConcurrentHashMap<String, CachedName> known = new ConcurrentHashMap<>();

  /** Asks the system about a name; may block. */
  @FunctionalInterface
  public interface Lookup {
    List<InetAddress> all(String host) throws UnknownHostException;
  }

  /** Hears the outcome: addresses, or null when there are none. */
  @FunctionalInterface
  public interface Answer {
    void resolved(@Nullable List<InetAddress> addresses);
  }

  public Names(Lookup lookup, ExecutorService threads, LongSupplier nanoClock) {
    this.lookup = lookup;
    this.threads = threads;
    this.nanoClock = nanoClock;
  }

  /** Names as the system knows them, {@code /etc/hosts} and search domains included. */
  public static Names ofSystem() {
    leaveCachingToUs();
    return new Names(host -> List.of(InetAddress.getAllByName(host)), threads(), System::nanoTime);
  }

  /**
   * Turns the JDK's own cache of names off: it would keep failures for ten seconds and answers past
   * their time to live. Takes effect only before the process looks up its first name.
   */
  public static void leaveCachingToUs() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> {
              Thread thread = new Thread(task, "mynah-names");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Resolves a name.
   *
   * @param ttlNanos how long an answer may be trusted; 0 asks anew
   * @param loop where the answer is told; when it is known already it is told at once, by the
   *     caller
   */
  public void resolve(String host, long ttlNanos, Executor loop, Answer answer) {
    CachedName name = known.computeIfAbsent(host, unused -> new CachedName());
    CachedName.Found found = name.find(nanoClock.getAsLong(), ttlNanos, loop, answer);
    if (found.lookUp()) {
      lookUp(host, name);
    }
    if (found.answered()) {
      answer.resolved(found.addresses());
    }
  }

  private void lookUp(String host, CachedName name) {
    try {
      threads.execute(() -> name.renewed(ask(host), nanoClock.getAsLong()));
    } catch (RejectedExecutionException tooMany) {
      name.renewed(null, nanoClock.getAsLong());
    }
  }

  private @Nullable List<InetAddress> ask(String host) {
    try {
      List<InetAddress> found = lookup.all(host);
      return found.isEmpty() ? null : List.copyOf(found);
    } catch (UnknownHostException | RuntimeException unknown) {
      return null;
    }
  }

  /** Lookups under way are left to end by themselves. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
