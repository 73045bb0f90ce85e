package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.rules.CacheTags;
import dev.mynah.agent.reuse.rules.Revalidation;
import dev.mynah.agent.reuse.rules.Storing;
import dev.mynah.agent.reuse.rules.Storing.Storable;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.StoredAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the answers that a call brings.
 *
 * @param request as it was asked, without conditions
 */
record FetchedFacts(LoopCache owner, CachePlan plan, RequestHead request, Origin origin) {
  /** Whether an answer may be stored. */
  Storing judge(ResponseHead head, long requestMillis, long nowMillis) {
    return Storing.judge(request, head, plan.policy(), requestMillis, nowMillis);
  }

  /** What is known of an answer that may be. */
  AnswerFacts of(ResponseHead head, Storable storable, long requestMillis, long nowMillis) {
    List<String> names = SecondaryKeys.names(storable.vary(), plan);
    Fields kept = storable.unstored().kept(head.fields(), nowMillis);
    kept.remove(FieldName.CONTENT_LENGTH);
    return new AnswerFacts(
        head.status(),
        head.reason(),
        kept,
        requestMillis,
        nowMillis,
        plan.target().routeId(),
        names,
        secondaryKey(names),
        List.copyOf(CacheTags.of(head.fields()).names()));
  }

  /** The most of a body that is kept: nothing where a purge by tag could miss the answer. */
  long mostBytes(ResponseHead head) {
    return CacheTags.of(head.fields()).complete() ? plan.maxObjectBytes() : 0;
  }

  /**
   * A stored answer after a 304; null when that is about another one, or the stored one is gone.
   */
  @Nullable StoredAnswer confirmed(
      StoredAnswer asked, ResponseHead notModified, long requestMillis, long nowMillis) {
    AnswerFacts facts = asked.facts();
    if (Revalidation.selected(notModified.fields(), List.of(facts.fields())) != 0) {
      return null;
    }
    Fields merged = Revalidation.merged(facts.fields(), notModified.fields(), nowMillis);
    return asked.freshened(facts.freshened(merged, requestMillis, nowMillis));
  }

  /** The request's key for answers that depend on these fields. */
  String secondaryKey(List<String> names) {
    Fields deciding = SecondaryKeys.deciding(names, request, () -> origin);
    return owner.secondaryKeys().of(names, plan, request, deciding);
  }
}
