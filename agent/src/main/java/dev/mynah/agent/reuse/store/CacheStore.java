package dev.mynah.agent.reuse.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.mynah.agent.reuse.store.CacheStats.Cause;
import dev.mynah.agent.reuse.store.body.BodyMemory;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored answers of all routes, found by key, within a bound on all the memory they take.
 * Thread-safe.
 *
 * <h2>The bound</h2>
 *
 * One account ({@link BodyMemory}) has everything: bodies on their way in, stored answers with the
 * heap around them, and bodies that were evicted while somebody reads them. It never exceeds the
 * capacity, but for one buffer per body that passes through without being kept. The index is
 * bounded a little lower, so that as a rule its policy (W-TinyLFU) decides what stays; when more
 * than that difference is on its way in, the coldest entries make room, unless half of the capacity
 * is taken by what is not in the index: then a body begins with a window.
 *
 * <p>Eviction runs on the thread that stores, whichever it is: it costs what storing the evicted
 * entries cost, a microsecond each, and another thread would let a flood of keys outrun the bound.
 *
 * <h2>References</h2>
 *
 * An answer in the index has a reference of the index's. Every way out of it (replaced, evicted,
 * purged) is decided by one atomic change of the entry, and whoever made the change releases.
 * Lookups give answers without a reference: the caller tries to retain, and takes a failure for a
 * miss.
 */
public final class CacheStore implements AutoCloseable {
  /** The share of the capacity, as a divisor, that the index leaves to bodies on their way in. */
  private static final int SPARE_SHARE = 16;

  /** The share of the capacity, as a divisor, that is freed at once when room is made. */
  private static final int STEP_SHARE = 64;

  /** Weights are counted in these, since an entry's must fit in an int. */
  private static final int WEIGHT_UNIT_BYTES = 64;

  private final BodyMemory memory;
  private final long capacityBytes;
  private final Cache<CacheKey, Resource> index;
  private final Policy.Eviction<CacheKey, Resource> policy;
  private final Invalidations invalidations = new Invalidations();
  private final TagIndex tags = new TagIndex();
  private final GoneCounters gone = new GoneCounters();
  private final AtomicLong storedBytes = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private volatile boolean closed;

  /**
   * @param capacityBytes the bound; 0 stores nothing
   */
  public CacheStore(long capacityBytes, ByteBufAllocator allocator) {
    this.capacityBytes = capacityBytes;
    this.memory = new BodyMemory(allocator, capacityBytes, this::makeRoom);
    this.index =
        Caffeine.newBuilder()
            .maximumWeight((capacityBytes - capacityBytes / SPARE_SHARE) / WEIGHT_UNIT_BYTES)
            .<CacheKey, Resource>weigher((key, resource) -> units(resource.weight()))
            .evictionListener(this::evicted)
            .executor(Runnable::run)
            .build();
    this.policy = index.policy().eviction().orElseThrow();
  }

  private static int units(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, bytes / WEIGHT_UNIT_BYTES + 1);
  }

  // --- bodies ---------------------------------------------------------------------------------

  /**
   * A body for an answer that is about to come, of which the caller has the first reference.
   *
   * @param declaredBytes its length where that is known, or -1
   * @param keepBytes the longest that is stored; 0 to have it pass through a window
   */
  public SharedBody newBody(
      long declaredBytes, long keepBytes, Executor loop, SharedBody.Writer writer) {
    long most = Math.min(keepBytes, capacityBytes / 2);
    return new SharedBody(memory, declaredBytes, closed ? 0 : most, loop, writer);
  }

  /**
   * A whole body from bytes that are here already.
   *
   * @return a body with a reference of the caller's, or null when there is no room for it
   */
  public @Nullable SharedBody wholeBody(ByteBuf bytes) {
    long length = bytes.readableBytes();
    SharedBody body = newBody(length, length, Runnable::run, SharedBody.Writer.NONE);
    if (body.isKept()) {
      body.append(bytes.retainedSlice());
      body.complete();
    }
    if (body.isWhole()) {
      return body;
    }
    body.release();
    return null;
  }

  /** Gives up the coldest entries; called by whoever needs memory for a body. */
  private boolean makeRoom(long bytes) {
    long outside = memory.used() - storedBytes.get();
    if (closed || outside + bytes > capacityBytes / 2) {
      return false;
    }
    long missing = memory.used() + bytes - capacityBytes;
    if (missing > 0) {
      long wanted = missing + capacityBytes / STEP_SHARE;
      for (Entry each : policy.coldest(all -> coldest(all, wanted))) {
        if (index.asMap().remove(each.key, each.resource)) {
          left(each.key, each.resource, Cause.ROOM);
        }
      }
    }
    return true;
  }

  private static List<Entry> coldest(
      Stream<Policy.CacheEntry<CacheKey, Resource>> entries, long bytes) {
    List<Entry> chosen = new ArrayList<>();
    long sum = 0;
    var each = entries.iterator();
    while (sum < bytes && each.hasNext()) {
      var entry = each.next();
      chosen.add(new Entry(entry.getKey(), entry.getValue()));
      sum += entry.getValue().weight();
    }
    return chosen;
  }

  private record Entry(CacheKey key, Resource resource) {}

  // --- lookups --------------------------------------------------------------------------------

  /** What is kept under a key, or null. Counts as a use of it. */
  public @Nullable Resource find(CacheKey key) {
    return index.getIfPresent(key);
  }

  // --- changes --------------------------------------------------------------------------------

  /**
   * The moment before an answer is asked for, to be named when it is stored: a purge between the
   * two wins.
   */
  public long moment() {
    return invalidations.now();
  }

  /**
   * Stores an answer with a whole body, in the place of the variant that is selected alike. The
   * caller keeps his own reference.
   *
   * @param since the {@link #moment} before the answer was asked for
   * @return false when it was purged meanwhile, there is no room, or its body is not whole
   */
  public boolean put(CacheKey key, StoredAnswer answer, long since) {
    return store(key, answer, since, (old, dropped) -> old.with(answer, dropped));
  }

  /**
   * Puts a freshened answer in the place of the one it was made from.
   *
   * @return false when that one is not there any more
   */
  public boolean replace(CacheKey key, StoredAnswer old, StoredAnswer fresh, long since) {
    return store(key, fresh, since, (now, dropped) -> now.with(old, fresh, dropped));
  }

  private boolean store(CacheKey key, StoredAnswer answer, long since, Change.Step step) {
    long room = Resource.OBJECTS_BYTES + key.length() + answer.heapBytes();
    boolean refused = closed || !answer.body().isWhole() || invalidations.cover(key, answer, since);
    if (refused || !memory.reserve(room)) {
      return false;
    }
    if (!answer.tryRetain()) {
      memory.giveBack(room);
      return false;
    }
    // Asked again under the entry's lock: a purge of this key comes before that or removes it.
    Change change =
        change(
            key,
            true,
            (old, dropped) ->
                invalidations.cover(key, answer, since) ? old : step.from(old, dropped));
    memory.giveBack(room - change.heapGrowth());
    if (!change.changed()) {
      answer.release();
      return false;
    }
    change.releaseDropped(gone);
    // And afterwards: a purge of many keys may have looked past this one while it was put in.
    if (closed || invalidations.cover(key, answer, since)) {
      remove(key, answer);
      return false;
    }
    return true;
  }

  /** Takes out one answer. */
  public boolean remove(CacheKey key, StoredAnswer answer) {
    return takeOut(key, old -> old.variants().contains(answer) ? List.of(answer) : List.of()) > 0;
  }

  /**
   * Notes that answers to this key cannot be shared, so that requests do not wait for each other. A
   * stored answer lifts it.
   */
  public void passUntil(CacheKey key, long untilMillis) {
    long room = Resource.OBJECTS_BYTES + key.length();
    if (closed || !memory.reserve(room)) {
      return;
    }
    Change change = change(key, true, (old, dropped) -> old.passedUntil(untilMillis));
    memory.giveBack(room - change.heapGrowth());
    if (closed) {
      purge(new Purge.All());
    }
  }

  private Change change(CacheKey key, boolean begins, Change.Step step) {
    Change change = new Change(tags, begins, step);
    index.asMap().compute(key, change);
    storedBytes.addAndGet(change.weightGrowth());
    answers.addAndGet(change.answerGrowth());
    return change;
  }

  private void evicted(@Nullable CacheKey key, @Nullable Resource resource, RemovalCause cause) {
    if (key != null && resource != null) {
      left(key, resource, Cause.SIZE);
    }
  }

  /** An entry that is not in the index any more. */
  private void left(CacheKey key, Resource resource, Cause cause) {
    tags.change(key, resource.tags(), Set.of());
    storedBytes.addAndGet(-resource.weight());
    answers.addAndGet(-resource.variants().size());
    memory.giveBack(resource.heapBytes());
    for (StoredAnswer answer : resource.variants()) {
      gone.count(cause);
      answer.release();
    }
  }

  // --- purging --------------------------------------------------------------------------------

  /**
   * Takes answers out.
   *
   * @return how many
   */
  public int purge(Purge purge) {
    invalidations.record(purge);
    int count = 0;
    for (CacheKey key : candidates(purge)) {
      if (purge instanceof Purge.Key || isMeant(key, purge)) {
        count += takeOut(key, old -> matching(key, old, purge));
      }
    }
    return count;
  }

  /** A look without a lock, for purges that look at many. */
  private boolean isMeant(CacheKey key, Purge purge) {
    Resource now = index.policy().getIfPresentQuietly(key);
    return now != null && (now.variants().isEmpty() || !matching(key, now, purge).isEmpty());
  }

  /**
   * Marks answers stale: they are served again once their origin says that they still hold.
   *
   * @return how many
   */
  public int markStale(Purge purge) {
    invalidations.record(purge);
    int count = 0;
    for (CacheKey key : candidates(purge)) {
      Resource resource = index.policy().getIfPresentQuietly(key);
      if (resource != null) {
        List<StoredAnswer> meant = matching(key, resource, purge);
        meant.forEach(StoredAnswer::markStale);
        count += meant.size();
      }
    }
    return count;
  }

  private Iterable<CacheKey> candidates(Purge purge) {
    if (purge instanceof Purge.Key one) {
      return List.of(one.key());
    }
    if (purge instanceof Purge.Tag tag) {
      return tags.keysOf(tag.tag());
    }
    return index.asMap().keySet();
  }

  private static List<StoredAnswer> matching(CacheKey key, Resource resource, Purge purge) {
    List<StoredAnswer> meant = new ArrayList<>();
    for (StoredAnswer answer : resource.variants()) {
      if (purge.matches(key, answer)) {
        meant.add(answer);
      }
    }
    return meant;
  }

  private int takeOut(CacheKey key, Function<Resource, List<StoredAnswer>> which) {
    Change change = change(key, false, (old, dropped) -> old.without(which.apply(old), dropped));
    memory.giveBack(-change.heapGrowth());
    return change.releaseDropped(gone);
  }

  /** Bytes spoken for at the moment, as {@link CacheStats#usedBytes} has them. */
  public long usedBytes() {
    return memory.used();
  }

  /** How many tags are known. */
  int knownTags() {
    return tags.size();
  }

  // --- the whole ------------------------------------------------------------------------------

  /** Its state; also makes the index catch up with its bound. */
  public CacheStats stats() {
    index.cleanUp();
    return new CacheStats(
        index.estimatedSize(),
        answers.get(),
        storedBytes.get(),
        memory.used(),
        capacityBytes,
        gone.all());
  }

  /** What the answers of each route take, at about this moment. */
  public Map<String, Share> byRoute() {
    Map<String, Share> shares = new HashMap<>();
    for (Resource resource : index.asMap().values()) {
      for (StoredAnswer answer : resource.variants()) {
        shares.merge(answer.facts().routeId(), new Share(1, answer.weight()), Share::plus);
      }
    }
    return shares;
  }

  /** A part of the store. */
  public record Share(long answers, long bytes) {
    Share plus(Share other) {
      return new Share(answers + other.answers, bytes + other.bytes);
    }
  }

  /** Lets go of everything; nothing is stored afterwards. */
  @Override
  public void close() {
    closed = true;
    purge(new Purge.All());
  }
}
