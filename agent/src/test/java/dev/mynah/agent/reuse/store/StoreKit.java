package dev.mynah.agent.reuse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store whose memory is counted, and short ways to make answers. */
public final class StoreKit {
  public final UnpooledByteBufAllocator allocator;
  public final CacheStore store;

  public StoreKit(long capacityBytes) {
    this(capacityBytes, new UnpooledByteBufAllocator(true));
  }

  StoreKit(long capacityBytes, UnpooledByteBufAllocator allocator) {
    this.allocator = allocator;
    this.store = new CacheStore(capacityBytes, allocator);
  }

  static CacheKey key(String target) {
    return CacheKey.of("backend", "", target);
  }

  static AnswerFacts facts(String route, List<String> vary, String secondaryKey, String... tags) {
    Fields fields = new Fields().add("Content-Type", "text/plain").add("ETag", "\"1\"");
    return new AnswerFacts(200, null, fields, 1000, 1001, route, vary, secondaryKey, List.of(tags));
  }

  /** A whole answer with the caller's reference, or null when there is no room for it. */
  public @Nullable StoredAnswer answer(AnswerFacts facts, byte[] body) {
    SharedBody shared = store.wholeBody(Unpooled.wrappedBuffer(body));
    return shared == null ? null : new StoredAnswer(facts, shared);
  }

  @Nullable StoredAnswer answer(AnswerFacts facts, String body) {
    return answer(facts, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Stores an answer and gives up the caller's reference. */
  boolean put(CacheKey key, AnswerFacts facts, byte[] body) {
    return put(key, facts, body, store.moment());
  }

  boolean put(CacheKey key, AnswerFacts facts, byte[] body, long since) {
    StoredAnswer answer = answer(facts, body);
    if (answer == null) {
      return false;
    }
    boolean stored = store.put(key, answer, since);
    answer.release();
    return stored;
  }

  boolean put(String target, String route, String... tags) {
    return put(key(target), facts(route, List.of(), route, tags), new byte[100]);
  }

  boolean has(String target) {
    Resource found = store.find(key(target));
    return found != null && !found.variants().isEmpty();
  }

  static String text(StoredAnswer answer) {
    ByteBuf single = answer.body().single();
    assertThat(single).isNotNull();
    return single.toString(StandardCharsets.UTF_8);
  }

  /** Closes the store, after which nothing may be left. */
  public void close() {
    store.close();
    CacheStats stats = store.stats();
    assertThat(stats.resources()).isZero();
    assertThat(stats.answers()).isZero();
    assertThat(stats.storedBytes()).isZero();
    assertThat(stats.usedBytes()).isZero();
    assertThat(store.knownTags()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }
}
