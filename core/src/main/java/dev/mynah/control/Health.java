package dev.mynah.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * What {@code /ready} and {@code /live} say.
 *
 * <p>Ready means: nothing that was awaited is missing and no drain has begun. Everything else that
 * is wrong is <em>degraded</em>: traffic still gets its answer, so a load balancer must not be told
 * to go elsewhere. Alive means: every watched event loop has turned lately.
 *
 * <p>Safe from any thread; reads never block.
 */
public final class Health {
  /** How long a loop may stand still before the process counts as dead. */
  public static final Duration DEFAULT_STUCK_AFTER = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private final long stuckAfterNanos;
  private final Map<String, String> awaited = new ConcurrentSkipListMap<>();
  private final Map<String, String> degraded = new ConcurrentSkipListMap<>();
  private final Map<String, LongSupplier> loops = new ConcurrentSkipListMap<>();
  private volatile boolean draining;

  /** One part and what is the matter with it. */
  public record Note(String part, String reason) {}

  /** What {@code /ready} knows at a moment. */
  public record Readiness(boolean draining, List<Note> waitingFor, List<Note> degraded) {
    public boolean ready() {
      return !draining && waitingFor.isEmpty();
    }
  }

  /**
   * Nothing awaited yet, nothing watched yet.
   *
   * @param nanoTime the clock of the heartbeats, like {@link System#nanoTime}
   * @param stuckAfter how long a loop may stand still
   */
  public Health(LongSupplier nanoTime, Duration stuckAfter) {
    this.nanoTime = nanoTime;
    this.stuckAfterNanos = stuckAfter.toNanos();
  }

  /** On the system's clock with the default patience. */
  public static Health onSystemClock() {
    return new Health(System::nanoTime, DEFAULT_STUCK_AFTER);
  }

  /** Not ready until {@link #arrived} names the part; call it before the admin port opens. */
  public Health awaits(String part, String reason) {
    awaited.put(part, reason);
    return this;
  }

  /** What was awaited is there, or has been given up for good. */
  public void arrived(String part) {
    awaited.remove(part);
  }

  /** Works, but not as it should; a second call for the part replaces the reason. */
  public void degraded(String part, String reason) {
    degraded.put(part, reason);
  }

  /** The part works as it should again. */
  public void recovered(String part) {
    degraded.remove(part);
  }

  /** No new traffic is wanted; there is no way back. */
  public void drain() {
    draining = true;
  }

  public boolean isDraining() {
    return draining;
  }

  /**
   * Watches a loop.
   *
   * @param lastBeatNanos when the loop last turned, on this object's clock
   */
  public void watch(String loop, LongSupplier lastBeatNanos) {
    loops.put(loop, lastBeatNanos);
  }

  /** The loop has been shut down on purpose. */
  public void unwatch(String loop) {
    loops.remove(loop);
  }

  /** What {@code /ready} answers now. */
  public Readiness readiness() {
    return new Readiness(draining, notes(awaited), notes(degraded));
  }

  /** Loops that stand still, with the time since their last turn; empty means alive. */
  public List<Note> stuckLoops() {
    long now = nanoTime.getAsLong();
    return loops.entrySet().stream()
        .filter(loop -> now - loop.getValue().getAsLong() > stuckAfterNanos)
        .map(loop -> new Note(loop.getKey(), stillFor(now - loop.getValue().getAsLong())))
        .toList();
  }

  private static String stillFor(long nanos) {
    return "no turn for " + Duration.ofNanos(nanos).toSeconds() + " s";
  }

  private static List<Note> notes(Map<String, String> parts) {
    return parts.entrySet().stream()
        .map(entry -> new Note(entry.getKey(), entry.getValue()))
        .toList();
  }
}
