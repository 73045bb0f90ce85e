package dev.mynah.agent.reuse.dedup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.store.body.BodyMemory;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dedup windows of all routes, shared by all event loops: which requests are under way, and
 * which answers are remembered for how long, within a bound on the memory they take. Thread-safe.
 *
 * <p>One index has both, so that looking for a first and becoming it is one atomic step. What is
 * under way weighs nothing and is never evicted; there is at most one per open request. Answers are
 * bounded by bytes, with the heap around them; the least used go first. Bodies on their way in are
 * in the same account ({@link BodyMemory}), for which remembered ones make room.
 *
 * <p>Whoever takes an answer out of the index releases it: eviction and expiry by the listener,
 * everything else at the place of the change.
 */
public final class DedupWindow implements AutoCloseable {
  /** Weights are counted in these, since an entry's must fit in an int. */
  private static final int WEIGHT_UNIT_BYTES = 64;

  /** The share of the capacity, as a divisor, that is freed at once when room is made. */
  private static final int STEP_SHARE = 64;

  private final long capacityBytes;
  private final SharedWindow shared;
  private final LongSupplier wallMillis;
  private final BodyMemory memory;
  private final Cache<DedupKey, Slot> slots;
  private final Policy.Eviction<DedupKey, Slot> policy;
  private final AtomicLong storedBytes = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private volatile boolean closed;

  /**
   * Makes a window.
   *
   * @param capacityBytes what remembered answers may take; 0 remembers none
   * @param nanoTime monotonic
   * @param wallMillis since 1970, for what replicas share
   */
  public DedupWindow(
      long capacityBytes,
      ByteBufAllocator allocator,
      LongSupplier nanoTime,
      LongSupplier wallMillis,
      SharedWindow shared) {
    this.capacityBytes = capacityBytes;
    this.shared = shared;
    this.wallMillis = wallMillis;
    this.memory = new BodyMemory(allocator, capacityBytes, this::makeRoom);
    this.slots =
        Caffeine.newBuilder()
            .maximumWeight(capacityBytes / WEIGHT_UNIT_BYTES)
            .<DedupKey, Slot>weigher((key, slot) -> units(slot.weightBytes()))
            .expireAfter(new KeptFor())
            .ticker(nanoTime::getAsLong)
            .evictionListener((key, slot, cause) -> evicted(slot))
            .executor(Runnable::run)
            .build();
    this.policy = slots.policy().eviction().orElseThrow();
  }

  private static int units(long bytes) {
    return bytes == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, bytes / WEIGHT_UNIT_BYTES + 1);
  }

  private static final class KeptFor implements Expiry<DedupKey, Slot> {
    @Override
    public long expireAfterCreate(DedupKey key, Slot slot, long now) {
      return slot.keepNanos();
    }

    @Override
    public long expireAfterUpdate(DedupKey key, Slot slot, long now, long leftNanos) {
      return slot.keepNanos();
    }

    @Override
    public long expireAfterRead(DedupKey key, Slot slot, long now, long leftNanos) {
      return leftNanos;
    }
  }

  /** A place for one request, on its event loop. */
  public Turn turn(DedupPlan plan, DedupKey key, RequestHead head, DedupRequest request) {
    return new Turn(this, plan, key, request, DedupPlan.isUnsafe(head.method()));
  }

  // Asking.

  void ask(Turn turn) {
    boolean settled;
    do {
      settled = settle(turn);
    } while (!settled);
  }

  /** One look; false when what was found is gone by now, and was taken out. */
  private boolean settle(Turn turn) {
    DedupKey key = turn.key();
    Slot found = slots.getIfPresent(key);
    if (found == null) {
      Flight fresh = new Flight(this, key);
      found = slots.asMap().putIfAbsent(key, fresh);
      if (found == null) {
        begin(fresh, turn);
        return true;
      }
    }
    if (found instanceof Flight flight) {
      boolean joined = flight.join(turn);
      if (!joined) {
        remove(flight);
      }
      return joined;
    }
    return given(turn, (Remembered) found);
  }

  private void begin(Flight fresh, Turn turn) {
    if (shared == SharedWindow.NONE) {
      turn.leads(fresh);
    } else {
      fresh.waitForClaim(turn);
      new SharedClaim(this, fresh, turn).begin();
    }
  }

  private boolean given(Turn turn, Remembered answer) {
    DedupKey key = turn.key();
    BodySource body = answer.isOf(turn.plan().version()) ? answer.open(turn.loop()) : null;
    if (body == null) {
      forget(key, answer);
      return false;
    }
    if (contradicts(key, answer)) {
      body.cancel();
      turn.conflicts();
    } else {
      turn.gets(answer, body);
    }
    return true;
  }

  static boolean contradicts(DedupKey key, Remembered answer) {
    return key.contradicts(answer.facts().fingerprint());
  }

  // What is under way.

  void remove(Flight flight) {
    slots.asMap().remove(flight.key(), flight);
  }

  SharedWindow shared() {
    return shared;
  }

  /** A body of which the caller has the first reference. */
  SharedBody newBody(long declaredBytes, long keepBytes, Executor loop, SharedBody.Writer writer) {
    long most = closed ? 0 : Math.min(keepBytes, capacityBytes / 2);
    return new SharedBody(memory, declaredBytes, most, loop, writer);
  }

  // What is remembered.

  /**
   * Puts an answer with a whole body in the place of its first.
   *
   * @return false when there is no room for it
   */
  boolean remember(Flight flight, Remembered answer) {
    int heapBytes = answer.heapBytes();
    if (closed || !memory.reserve(heapBytes)) {
      return false;
    }
    if (!answer.body().tryRetain()) {
      memory.giveBack(heapBytes);
      return false;
    }
    answers.incrementAndGet();
    storedBytes.addAndGet(answer.weightBytes());
    if (!slots.asMap().replace(flight.key(), flight, answer)) {
      left(answer);
      return false;
    }
    if (closed) {
      forget(flight.key(), answer);
    }
    return true;
  }

  /**
   * Lets replicas have an answer with a whole body, as far as it is small enough for them.
   *
   * @param again whether one of them may go on where it is not
   */
  void share(DedupKey key, Remembered answer, long windowNanos, boolean again, Executor loop) {
    long windowMillis = windowNanos / 1_000_000;
    byte[] encoded =
        AnswerCodec.encode(
            answer, wallMillis.getAsLong() + windowMillis, shared.maxAnswerBytes(), loop);
    if (encoded == null) {
      shared.failed(key.digest(), again);
    } else {
      shared.done(key.digest(), encoded, windowMillis);
    }
  }

  /** What another process remembers, or null when it cannot be read or is over. */
  @Nullable Remembered decode(byte[] encoded, DedupPlan plan, Executor loop) {
    AnswerCodec.Decoded decoded = AnswerCodec.decode(encoded);
    if (decoded == null) {
      return null;
    }
    long leftNanos = (decoded.untilMillis() - wallMillis.getAsLong()) * 1_000_000;
    if (leftNanos <= 0) {
      return null;
    }
    byte[] content = decoded.body();
    SharedBody body = newBody(content.length, content.length, loop, AnswerCodec.NO_WRITER);
    body.append(Unpooled.wrappedBuffer(content));
    body.complete();
    long keepNanos = Math.min(leftNanos, plan.windowNanos());
    return new Remembered(decoded.facts(), body, plan.version(), keepNanos);
  }

  private void forget(DedupKey key, Remembered answer) {
    if (slots.asMap().remove(key, answer)) {
      left(answer);
    }
  }

  private void evicted(@Nullable Slot slot) {
    if (slot instanceof Remembered answer) {
      left(answer);
    }
  }

  /** An answer that is not in the index any more. */
  private void left(Remembered answer) {
    answers.decrementAndGet();
    storedBytes.addAndGet(-answer.weightBytes());
    memory.giveBack(answer.heapBytes());
    answer.body().release();
  }

  /** Gives up the coldest answers, unless bodies on their way in have taken half of the memory. */
  private boolean makeRoom(long bytes) {
    long outside = memory.used() - storedBytes.get();
    if (closed || outside + bytes > capacityBytes / 2) {
      return false;
    }
    long missing = memory.used() + bytes - capacityBytes;
    if (missing > 0) {
      long wanted = missing + capacityBytes / STEP_SHARE;
      policy.coldest(all -> coldest(all, wanted)).forEach(each -> forget(each.key, each.answer));
    }
    return true;
  }

  private static List<Entry> coldest(
      Stream<Policy.CacheEntry<DedupKey, Slot>> entries, long bytes) {
    List<Entry> chosen = new ArrayList<>();
    long sum = 0;
    var each = entries.iterator();
    while (sum < bytes && each.hasNext()) {
      var entry = each.next();
      if (entry.getValue() instanceof Remembered answer) {
        chosen.add(new Entry(entry.getKey(), answer));
        sum += answer.weightBytes();
      }
    }
    return chosen;
  }

  private record Entry(DedupKey key, Remembered answer) {}

  // The whole.

  /** Lets go of what has expired; to be called now and then. */
  public void tidy() {
    slots.cleanUp();
  }

  /** Remembered answers. */
  public long answers() {
    return answers.get();
  }

  /** All the memory that answers take, also those on their way in or still being read. */
  public long usedBytes() {
    return memory.used();
  }

  /** Lets go of everything; nothing is remembered afterwards. */
  @Override
  public void close() {
    closed = true;
    slots
        .asMap()
        .forEach(
            (key, slot) -> {
              if (slot instanceof Remembered answer) {
                forget(key, answer);
              }
            });
  }
}
