package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.respond.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A first request under way, and those who wait for it. Any thread; the lock is held for a few
 * field accesses and never while calling out.
 *
 * <p>It is open while requests may join it: until it has failed for good, or its answer turned out
 * to be nothing to share. A joiner that finds it closed takes it out of the window itself.
 */
final class Flight implements Slot {
  /** How many may wait for one answer. */
  static final int MAX_WAITING = 10_000;

  private final DedupWindow window;
  private final DedupKey key;
  private final Object lock = new Object();
  private final Set<Turn> waiting = new LinkedHashSet<>();
  private @Nullable Remembered answer;
  private boolean closed;
  private boolean secondAttempt;

  Flight(DedupWindow window, DedupKey key) {
    this.window = window;
    this.key = key;
  }

  DedupKey key() {
    return key;
  }

  @Override
  public long keepNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public long weightBytes() {
    return 0;
  }

  /**
   * Joins a request that is not the first.
   *
   * @return false when there is nothing to join any more
   */
  boolean join(Turn turn) {
    if (key.contradicts(turn.key().fingerprint())) {
      turn.conflicts();
      return true;
    }
    Remembered ready;
    boolean crowded;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      ready = answer;
      crowded = ready == null && waiting.size() >= MAX_WAITING;
      if (ready == null && !crowded) {
        waiting.add(turn);
      }
    }
    if (ready != null) {
      BodySource body = ready.open(turn.loop());
      if (body == null) {
        close();
        return false;
      }
      turn.gets(ready, body);
    } else if (crowded) {
      turn.isCrowdedOut();
    } else {
      turn.waits(this);
    }
    return true;
  }

  /** Lets a request wait before anybody is the first, while another process is asked. */
  void waitForClaim(Turn turn) {
    synchronized (lock) {
      waiting.add(turn);
    }
    turn.waits(this);
  }

  /** A request waits no longer. */
  void leave(Turn turn) {
    synchronized (lock) {
      waiting.remove(turn);
    }
  }

  boolean hasWaiting() {
    synchronized (lock) {
      return !waiting.isEmpty();
    }
  }

  /** Takes the flight out of the window unless somebody waits for it. */
  boolean closeIfAlone() {
    synchronized (lock) {
      if (!waiting.isEmpty()) {
        return false;
      }
      closed = true;
    }
    window.remove(this);
    return true;
  }

  /** Nobody joins from now on; those who wait still get what comes. */
  void close() {
    synchronized (lock) {
      closed = true;
    }
    window.remove(this);
  }

  /** There is an answer: everybody gets it, also those who join from now on. */
  void answered(Remembered given) {
    List<Turn> all;
    synchronized (lock) {
      answer = given;
      all = takeAll();
    }
    for (Turn turn : all) {
      BodySource body = given.open(turn.loop());
      if (body == null) {
        turn.post(() -> turn.fails(Failure.UPSTREAM_RESET));
      } else if (!turn.post(() -> turn.gets(given, body))) {
        body.cancel();
      }
    }
  }

  private List<Turn> takeAll() {
    List<Turn> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /**
   * The one that went on has no answer. Where it may be asked again, one other request goes on in
   * its place, once: after that everybody gets the failure, rather than one after the other.
   *
   * @param again whether asking again does no harm
   */
  void failed(Failure failure, boolean again) {
    boolean mayGoOn;
    synchronized (lock) {
      mayGoOn = again && !secondAttempt && !waiting.isEmpty();
      secondAttempt = true;
    }
    if (!mayGoOn || !leadNext()) {
      window.shared().failed(key.digest(), again);
      end(turn -> turn.fails(failure));
    }
  }

  /** The one that was to go on cannot: the next one does, or nobody. */
  void passOn() {
    if (!leadNext()) {
      window.shared().failed(key.digest(), true);
      end(turn -> turn.fails(Failure.CLIENT_GONE));
    }
  }

  private boolean leadNext() {
    for (Turn next = takeNext(); next != null; next = takeNext()) {
      Turn chosen = next;
      if (chosen.post(() -> chosen.leads(this))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Turn takeNext() {
    synchronized (lock) {
      var each = waiting.iterator();
      if (!each.hasNext()) {
        return null;
      }
      Turn next = each.next();
      each.remove();
      return next;
    }
  }

  /** Another process was the first, and failed. */
  void failedElsewhere() {
    end(turn -> turn.fails(Failure.DUPLICATE_FAILED));
  }

  /** Another process has answered something else to the same idempotency key. */
  void contradicted() {
    end(Turn::conflicts);
  }

  private void end(Consumer<Turn> tell) {
    List<Turn> all;
    synchronized (lock) {
      closed = true;
      all = takeAll();
    }
    window.remove(this);
    for (Turn turn : all) {
      turn.post(() -> tell.accept(turn));
    }
  }
}
