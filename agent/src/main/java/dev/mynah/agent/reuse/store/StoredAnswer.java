package dev.mynah.agent.reuse.store;

import dev.mynah.agent.reuse.store.body.SharedBody;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept: what is known of it and its body. Immutable but for a few notes that any
 * thread may write and none relies on.
 *
 * <p>An answer is as alive as its body: {@link #tryRetain} before use, {@link #release} after it.
 * Thread-safe.
 */
public final class StoredAnswer {
  /** What the objects around an answer take of the heap, whatever it holds. */
  static final int OBJECTS_BYTES = 896;

  private final AnswerFacts facts;
  private final SharedBody body;
  private final int heapBytes;
  private volatile @Nullable EncodedHead encoded;
  private volatile @Nullable Object reckoned;
  private volatile boolean markedStale;
  // Notes, lost now and then when several loops write them at once.
  private int hits;
  private long lastUsedMillis;
  private volatile long tookNanos;

  /** Takes over the caller's reference to the body, which is growing or whole. */
  public StoredAnswer(AnswerFacts facts, SharedBody body) {
    this.facts = facts;
    this.body = body;
    this.heapBytes = OBJECTS_BYTES + facts.heapBytes();
    this.lastUsedMillis = facts.responseMillis();
  }

  public AnswerFacts facts() {
    return facts;
  }

  /** The body; to be read under a reference to this answer. */
  public SharedBody body() {
    return body;
  }

  /** Takes a reference, or says that the answer is gone: then it is as if it had not been found. */
  public boolean tryRetain() {
    return body.tryRetain();
  }

  public void release() {
    body.release();
  }

  /**
   * This answer with the facts that a 304 brought, over the same body.
   *
   * @return an answer with a reference of its own, or null when this one is gone
   */
  public @Nullable StoredAnswer freshened(AnswerFacts fresh) {
    if (!body.tryRetain()) {
      return null;
    }
    StoredAnswer answer = new StoredAnswer(fresh, body);
    answer.hits = hits;
    answer.tookNanos = tookNanos;
    return answer;
  }

  /** All that it takes, on and off the heap, in bytes. */
  public long weight() {
    return heapBytes + body.heldBytes();
  }

  int heapBytes() {
    return heapBytes;
  }

  /** The head as it was last encoded, or null; the caller looks whether it still holds. */
  public @Nullable EncodedHead encoded() {
    return encoded;
  }

  /** Keeps an encoded head; whoever comes last wins, and all are right. */
  public void keepEncoded(EncodedHead head) {
    encoded = head;
  }

  /** What was worked out of the facts, or null; the caller looks whether it still holds. */
  public @Nullable Object reckoned() {
    return reckoned;
  }

  /** Keeps what was worked out, which must be immutable; whoever comes last wins. */
  public void keepReckoned(Object facts) {
    reckoned = facts;
  }

  /** Notes that it answered a request. */
  public void used(long wallMillis) {
    hits++;
    lastUsedMillis = wallMillis;
  }

  /** About how many requests it answered. */
  public int hits() {
    return hits;
  }

  long lastUsedMillis() {
    return lastUsedMillis;
  }

  /** How long the call took that brought it, which every hit saves; 0 while it is not known. */
  public long tookNanos() {
    return tookNanos;
  }

  /** Notes how long the call took. */
  public void took(long nanos) {
    tookNanos = nanos;
  }

  /** Whether it was declared stale: it may only be served after the origin said it still holds. */
  public boolean isMarkedStale() {
    return markedStale;
  }

  void markStale() {
    markedStale = true;
    encoded = null;
  }
}
