package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Resource;
import dev.mynah.agent.reuse.store.StoredAnswer;
import java.util.List;
import java.util.function.Function;

/**
 * Which of a resource's variants a request means: its secondary key for the fields that answers
 * depend on, as far as they have told. One event loop.
 */
final class VariantChoice implements Function<List<String>, String> {
  private final LoopCache loop;
  private final CachePlan plan;
  private final CachedExchange exchange;
  private List<String> selecting;

  VariantChoice(LoopCache loop, CachePlan plan, CachedExchange exchange) {
    this.loop = loop;
    this.plan = plan;
    this.exchange = exchange;
    this.selecting = plan.keyHeaders();
  }

  /** The request's secondary key for answers that depend on these fields. */
  @Override
  public String apply(List<String> names) {
    Fields deciding = SecondaryKeys.deciding(names, exchange.head(), exchange::origin);
    return loop.secondaryKeys().of(names, plan, exchange.head(), deciding);
  }

  boolean selects(StoredAnswer answer) {
    return answer.facts().secondaryKey().equals(apply(answer.facts().vary()));
  }

  /** An answer that is not for this request has told what answers depend on. */
  void learn(StoredAnswer other) {
    selecting = other.facts().vary();
  }

  /** What requests that may share one call have in common. */
  Flavour flavour(CacheKey key) {
    Resource resource = loop.store().find(key);
    List<String> names =
        resource == null || resource.variants().isEmpty()
            ? selecting
            : resource.variants().get(0).facts().vary();
    String authorization = exchange.head().fields().get(FieldName.AUTHORIZATION);
    return new Flavour(plan, key, apply(names), authorization);
  }
}
