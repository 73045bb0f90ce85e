package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.store.body.SharedBody;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The first one's answer as its duplicates get it: from the moment its head is known, while its
 * body may still be growing. Immutable but for the body, and as alive as that; any thread.
 */
final class Remembered implements Slot {
  static final FieldName DEDUPLICATED = FieldName.of("X-Mock-Deduplicated");
  private static final FieldName PROXIED = FieldName.of("X-Mock-Proxied");

  /** What the objects around an answer take of the heap: its entry, key, body and buffer. */
  private static final int OBJECTS_BYTES = 768;

  private static final int PER_FIELD_BYTES = 24;

  /** What is known of it besides its body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Facts(
      int status,
      @Nullable String reason,
      Fields fields,
      byte @Nullable [] fingerprint,
      long tookNanos) {
    /** Keeps a copy of the fields, without those that do not survive a repetition. */
    Facts {
      fields = fields.copy().remove(PROXIED).remove(DEDUPLICATED).remove(FieldName.TRAILER);
    }
  }

  private final Facts facts;
  private final SharedBody body;
  private final Object version;
  private final long keepNanos;

  /** Takes over a reference to the body. */
  Remembered(Facts facts, SharedBody body, Object version, long keepNanos) {
    this.facts = facts;
    this.body = body;
    this.version = version;
    this.keepNanos = keepNanos;
  }

  Facts facts() {
    return facts;
  }

  SharedBody body() {
    return body;
  }

  /** Whether it was made by a route that has not changed since. */
  boolean isOf(Object current) {
    return version == current || version.equals(current);
  }

  /** A head for one duplicate. */
  ResponseHead head() {
    Fields fields = facts.fields().copy();
    fields.add(DEDUPLICATED, "true");
    return new ResponseHead(facts.status(), facts.reason(), fields);
  }

  /** The body for one duplicate, or null when it is not there any more. */
  @Nullable BodySource open(Executor loop) {
    Following following = new Following();
    BodySource source = body.open(loop, following);
    return source == null ? null : following.of(source);
  }

  DedupRequest.Saved saved() {
    return new DedupRequest.Saved(facts.tookNanos(), body.length());
  }

  @Override
  public long keepNanos() {
    return keepNanos;
  }

  int heapBytes() {
    Fields fields = facts.fields();
    int bytes = OBJECTS_BYTES;
    for (int i = 0; i < fields.size(); i++) {
      int text =
          fields.valueEnd(i) - fields.valueStart(i) + fields.nameEnd(i) - fields.nameStart(i);
      bytes += text + PER_FIELD_BYTES;
    }
    return bytes;
  }

  @Override
  public long weightBytes() {
    return heapBytes() + body.heldBytes();
  }
}
