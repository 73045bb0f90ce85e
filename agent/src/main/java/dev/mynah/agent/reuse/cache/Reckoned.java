package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.Freshness;
import dev.mynah.agent.reuse.rules.control.ResponseDirectives;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.serve.Representation;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.StoredAnswer;

/**
 * What was worked out of a stored answer's fields under a plan, so that a hit need not read them.
 * Immutable.
 *
 * @param plan under which; another one may come to something else
 * @param sameForAll whether nothing in the head depends on who asks
 */
record Reckoned(
    CachePlan plan, Freshness freshness, Representation representation, boolean sameForAll) {
  /** What is rewritten for the listener and scheme that a request came by. */
  private static final FieldTable BY_REQUEST =
      FieldTable.builder()
          .put(
              1,
              FieldName.LOCATION,
              CacheFields.CONTENT_LOCATION,
              FieldName.SET_COOKIE,
              FieldName.STRICT_TRANSPORT_SECURITY)
          .build();

  /** What is known of an answer, worked out now if it was not before. */
  static Reckoned of(StoredAnswer answer, CachePlan plan) {
    if (answer.reckoned() instanceof Reckoned known && known.plan == plan) {
      return known;
    }
    AnswerFacts facts = answer.facts();
    Fields fields = facts.fields();
    Reckoned made =
        new Reckoned(
            plan,
            Freshness.of(
                facts.status(),
                fields,
                ResponseDirectives.of(fields),
                plan.policy(),
                facts.requestMillis(),
                facts.responseMillis()),
            Representation.of(fields, facts.responseMillis()),
            BY_REQUEST.kinds(fields) == 0);
    answer.keepReckoned(made);
    return made;
  }
}
