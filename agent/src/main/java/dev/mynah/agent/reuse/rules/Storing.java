package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.rules.control.ResponseDirectives;
import dev.mynah.ledger.HitMethod;
import org.jspecify.annotations.Nullable;

/** Whether a shared cache may store an answer (RFC 9111 section 3). */
public sealed interface Storing {
  /**
   * It may.
   *
   * @param freshness worked out for the times that were given
   * @param vary what a request must agree in
   * @param unstored which fields are left out of what is stored
   */
  record Storable(Freshness freshness, VaryNames vary, UnstoredFields unstored)
      implements Storing {}

  /** It may not. */
  record NotStorable(Refusal refusal) implements Storing {}

  /** Why an answer is not stored. */
  enum Refusal {
    /** Only answers to GET are stored. */
    METHOD("method"),
    /** Not final, partial, 304, or not understood though the origin asks for that. */
    STATUS("status"),
    /** {@code no-store} of the request. */
    REQUEST_NO_STORE("request-no-store"),
    NO_STORE("no-store"),
    PRIVATE("private"),
    /** Credentials, and nothing that allows sharing (RFC 9111 section 3.5). */
    AUTHORIZATION("authorization"),
    SET_COOKIE("set-cookie"),
    /** {@code Vary: *}, or one that cannot be read. */
    VARY("vary"),
    /** Nothing says that it may be stored at all. */
    NOT_CACHEABLE("not-cacheable"),
    /** It could be stored, but would neither be fresh for a moment nor be confirmed later. */
    NOT_REUSABLE("not-reusable");

    private final String word;

    Refusal(String word) {
      this.word = word;
    }

    /** As it stands in {@code detail} of {@code Cache-Status} and in explanations. */
    public String word() {
      return word;
    }
  }

  /**
   * Judges an answer to a request.
   *
   * @param requestMillis when the request went out
   * @param responseMillis when the answer's head came in
   */
  static Storing judge(
      RequestHead request,
      ResponseHead answer,
      CachingPolicy policy,
      long requestMillis,
      long responseMillis) {
    Fields fields = answer.fields();
    ResponseDirectives directives = ResponseDirectives.of(fields);
    Refusal refusal = refusal(request, answer.status(), directives, policy);
    if (refusal != null) {
      return new NotStorable(refusal);
    }
    UnstoredFields unstored = UnstoredFields.of(fields, directives, policy);
    if (policy.setCookies() == CachingPolicy.SetCookies.REFUSE && unstored.leavesCookies(fields)) {
      return new NotStorable(Refusal.SET_COOKIE);
    }
    VaryNames vary = VaryNames.of(fields);
    if (vary.matchesNothing()) {
      return new NotStorable(Refusal.VARY);
    }
    Freshness freshness =
        Freshness.of(answer.status(), fields, directives, policy, requestMillis, responseMillis);
    return judgeLifetime(request, answer, directives, new Storable(freshness, vary, unstored));
  }

  /** What stands against storing whatever else the answer says, or null. */
  private static @Nullable Refusal refusal(
      RequestHead request, int status, ResponseDirectives directives, CachingPolicy policy) {
    if (request.method() != HitMethod.GET) {
      return Refusal.METHOD;
    }
    if (RequestDirectives.of(request.fields()).noStore()) {
      return Refusal.REQUEST_NO_STORE;
    }
    boolean unknown = directives.mustUnderstand() && !CacheableStatus.isUnderstood(status);
    if (status < 200 || status == 206 || status == 304 || unknown) {
      return Refusal.STATUS;
    }
    if (directives.noStore() && !directives.mustUnderstand()) {
      return Refusal.NO_STORE;
    }
    if (directives.isPrivate()) {
      return Refusal.PRIVATE;
    }
    boolean authorised = request.fields().has(FieldName.AUTHORIZATION);
    return authorised && !sharesAuthorised(directives, policy) ? Refusal.AUTHORIZATION : null;
  }

  private static boolean sharesAuthorised(ResponseDirectives directives, CachingPolicy policy) {
    return directives.isPublic()
        || directives.mustRevalidate()
        || directives.sMaxAgeValid()
        || policy.shareAuthorised();
  }

  private static Storing judgeLifetime(
      RequestHead request, ResponseHead answer, ResponseDirectives directives, Storable storable) {
    Freshness freshness = storable.freshness();
    boolean explicit =
        switch (freshness.source()) {
          case POLICY, S_MAXAGE, MAX_AGE, EXPIRES -> true;
          case HEURISTIC, NONE -> directives.isPublic();
        };
    if (!explicit && !CacheableStatus.isHeuristic(answer.status())) {
      return new NotStorable(Refusal.NOT_CACHEABLE);
    }
    boolean personal = !explicit && request.fields().has(FieldName.COOKIE);
    if (personal) {
      return new NotStorable(Refusal.NOT_CACHEABLE);
    }
    boolean useful = freshness.reusable() || Revalidation.hasValidator(answer.fields());
    return useful ? storable : new NotStorable(Refusal.NOT_REUSABLE);
  }
}
