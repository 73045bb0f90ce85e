package dev.mynah.quickstart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * A steady made-up load over loopback that counts every answer it gets, by route. A few threads
 * wait for answers; when all of them do, requests are left out, never piled up.
 */
public final class DemoLoad {
  /** Requests a second unless said otherwise. */
  public static final int DEFAULT_RATE = 50;

  private static final int THREADS = 12;
  private static final long END_SECONDS = 35;

  private final InetSocketAddress address;
  private final RandomGenerator random;
  private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();
  private final LongAdder unanswered = new LongAdder();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ThreadLocal<DemoConnection> connections;
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(task -> thread("mynah-demo-pace", task));
  private final ExecutorService callers =
      Executors.newFixedThreadPool(THREADS, task -> thread("mynah-demo", task));

  /**
   * A load that has not begun.
   *
   * @param address of the traffic port
   * @param seed of which requests are made
   */
  public DemoLoad(InetSocketAddress address, long seed) {
    this.address = address;
    this.random = new SplittableRandom(seed);
    this.connections = ThreadLocal.withInitial(() -> new DemoConnection(this.address));
  }

  /** Begins: so many requests a second, evenly. */
  public void start(int perSecond) {
    long everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    pace.scheduleAtFixedRate(this::one, everyNanos, everyNanos, TimeUnit.NANOSECONDS);
  }

  /** Makes no further request, and waits for the answers to those that were made. */
  public void stop() throws InterruptedException {
    pace.shutdown();
    if (pace.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      callers.shutdown();
    }
    if (!callers.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      callers.shutdownNow();
    }
  }

  /** Answers so far, by route; exact once it has stopped. */
  public Map<String, Long> answered() {
    Map<String, Long> counts = new TreeMap<>();
    answered.forEach((route, count) -> counts.put(route, count.sum()));
    return counts;
  }

  /** Requests that got no whole answer. */
  public long unanswered() {
    return unanswered.sum();
  }

  private void one() {
    if (waiting.get() >= THREADS) {
      return;
    }
    DemoTraffic.Call call = DemoTraffic.next(random);
    waiting.incrementAndGet();
    callers.execute(() -> make(call));
  }

  private void make(DemoTraffic.Call call) {
    try {
      connections.get().exchange(call);
      answered.computeIfAbsent(call.route(), route -> new LongAdder()).increment();
    } catch (IOException | RuntimeException noAnswer) {
      unanswered.increment();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
