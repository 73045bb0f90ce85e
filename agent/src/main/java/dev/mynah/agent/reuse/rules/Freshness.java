package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.control.DeltaSeconds;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.rules.control.ResponseDirectives;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import dev.mynah.agent.reuse.rules.field.ListField;
import java.util.List;

/**
 * How old a stored answer is, how long it is fresh and what may be done with it afterwards (RFC
 * 9111 section 4.2), worked out once when it is stored. Immutable.
 *
 * @param bornMillis when its age was 0: {@code corrected_initial_age} before it came
 * @param lifetimeMillis how long it is fresh from then on
 * @param source where the lifetime is from
 * @param staleRule what stands against serving it stale
 * @param immutable whether a client's reload needs no answer of the origin while it is fresh (RFC
 *     8246)
 * @param staleWhileRevalidateMillis after the lifetime, served while the origin is asked
 * @param staleIfErrorMillis after the lifetime, served when the origin fails
 */
public record Freshness(
    long bornMillis,
    long lifetimeMillis,
    Source source,
    StaleRule staleRule,
    boolean immutable,
    long staleWhileRevalidateMillis,
    long staleIfErrorMillis) {
  private static final long MILLIS = 1_000;
  private static final long DAY_MILLIS = 86_400 * MILLIS;
  private static final long MOST_MILLIS = DeltaSeconds.MOST * MILLIS;

  /** An age is a tenth of this part of the time since the last change (RFC 9111 section 4.2.2). */
  private static final long HEURISTIC_PART = 10;

  /** Where a lifetime is from, the first that is there (RFC 9111 section 4.2.1). */
  public enum Source {
    POLICY,
    S_MAXAGE,
    MAX_AGE,
    EXPIRES,
    HEURISTIC,
    NONE
  }

  /** What the origin says against a stale answer (RFC 9111 section 4.2.4). */
  public enum StaleRule {
    /** Nothing. */
    ALLOWED,
    /**
     * Only in the windows that the origin or the operator gave: {@code s-maxage} forbids what
     * clients ask for, but an origin that writes {@code stale-while-revalidate} beside it means it.
     */
    IN_WINDOWS,
    /** {@code must-revalidate}, {@code proxy-revalidate}: never stale. */
    NEVER,
    /** {@code no-cache}: never without asking, not even while fresh. */
    ALWAYS_VALIDATE
  }

  /**
   * Works out the freshness of an answer.
   *
   * @param requestMillis when the request for it went out
   * @param responseMillis when its head came in
   */
  public static Freshness of(
      int status,
      Fields answer,
      ResponseDirectives directives,
      CachingPolicy policy,
      long requestMillis,
      long responseMillis) {
    Source source = source(status, answer, directives, policy);
    long dateMillis = dateMillis(answer, responseMillis);
    long lifetimeMillis =
        switch (source) {
          case POLICY -> policy.ttlMillis();
          case S_MAXAGE, MAX_AGE -> directives.lifetimeSeconds() * MILLIS;
          case EXPIRES -> untilExpires(answer, dateMillis, responseMillis);
          case HEURISTIC -> heuristicMillis(answer, dateMillis, responseMillis);
          case NONE -> 0;
        };
    return new Freshness(
        responseMillis - initialAgeMillis(answer, dateMillis, requestMillis, responseMillis),
        lifetimeMillis,
        source,
        staleRule(directives, source),
        directives.immutable(),
        window(policy.staleWhileRevalidateMillis(), directives.staleWhileRevalidateSeconds()),
        window(policy.staleIfErrorMillis(), directives.staleIfErrorSeconds()));
  }

  private static Source source(
      int status, Fields answer, ResponseDirectives directives, CachingPolicy policy) {
    if (policy.overrides(status)) {
      return Source.POLICY;
    }
    if (directives.sMaxAgeSeconds() != ResponseDirectives.ABSENT) {
      return Source.S_MAXAGE;
    }
    if (directives.maxAgeSeconds() != ResponseDirectives.ABSENT) {
      return Source.MAX_AGE;
    }
    if (!directives.targeted() && answer.has(CacheFields.EXPIRES)) {
      return Source.EXPIRES;
    }
    boolean allowed = CacheableStatus.isHeuristic(status) || directives.isPublic();
    boolean dated = answer.has(CacheFields.LAST_MODIFIED);
    return policy.heuristics() && allowed && dated ? Source.HEURISTIC : Source.NONE;
  }

  /**
   * Its {@code Date}, or when it came where that is absent or malformed (RFC 9110 section 6.6.1).
   */
  private static long dateMillis(Fields answer, long responseMillis) {
    long date = earliest(answer, FieldName.DATE, responseMillis);
    return date == HttpDate.INVALID ? responseMillis : date;
  }

  /** RFC 9111 section 5.3: a date that cannot be read is in the past. */
  private static long untilExpires(Fields answer, long dateMillis, long nowMillis) {
    long expires = earliest(answer, CacheFields.EXPIRES, nowMillis);
    if (expires == HttpDate.INVALID) {
      return 0;
    }
    return Math.max(0, Math.min(MOST_MILLIS, expires - dateMillis));
  }

  private static long heuristicMillis(Fields answer, long dateMillis, long nowMillis) {
    String text = answer.get(CacheFields.LAST_MODIFIED);
    long changed = text == null ? HttpDate.INVALID : HttpDate.parse(text, nowMillis);
    if (changed == HttpDate.INVALID) {
      return 0;
    }
    return Math.max(0, Math.min(DAY_MILLIS, (dateMillis - changed) / HEURISTIC_PART));
  }

  /** The earliest of the dates; {@link HttpDate#INVALID} when one is malformed. */
  private static long earliest(Fields answer, FieldName name, long nowMillis) {
    long earliest = Long.MAX_VALUE;
    for (int i = answer.indexOf(name, 0); i >= 0; i = answer.indexOf(name, i + 1)) {
      earliest = Math.min(earliest, HttpDate.parse(answer.value(i), nowMillis));
    }
    return earliest == Long.MAX_VALUE ? HttpDate.INVALID : earliest;
  }

  /** RFC 9111 section 4.2.3: {@code corrected_initial_age}. */
  private static long initialAgeMillis(
      Fields answer, long dateMillis, long requestMillis, long responseMillis) {
    long apparentAge = Math.max(0, responseMillis - dateMillis);
    long responseDelay = Math.max(0, responseMillis - requestMillis);
    return Math.max(apparentAge, ageValueMillis(answer) + responseDelay);
  }

  /** RFC 9111 section 5.1: the first member counts, and what is malformed counts as absent. */
  private static long ageValueMillis(Fields answer) {
    if (!answer.has(CacheFields.AGE)) {
      return 0;
    }
    List<String> members = ListField.members(answer, CacheFields.AGE);
    return members.isEmpty() ? 0 : Math.max(0, DeltaSeconds.parse(members.get(0))) * MILLIS;
  }

  private static StaleRule staleRule(ResponseDirectives directives, Source source) {
    if (directives.noCache()) {
      return StaleRule.ALWAYS_VALIDATE;
    }
    if (directives.mustRevalidate() || directives.proxyRevalidate()) {
      return StaleRule.NEVER;
    }
    return source == Source.S_MAXAGE ? StaleRule.IN_WINDOWS : StaleRule.ALLOWED;
  }

  private static long window(long policyMillis, long directiveSeconds) {
    if (policyMillis != CachingPolicy.ORIGIN) {
      return policyMillis;
    }
    return Math.max(0, directiveSeconds) * MILLIS;
  }

  /** RFC 9111 section 4.2.3: {@code current_age}. */
  public long ageMillis(long nowMillis) {
    return Math.max(0, nowMillis - bornMillis);
  }

  /** The value of the {@code Age} field to send (RFC 9111 section 5.1). */
  public long ageSeconds(long nowMillis) {
    return Math.min(DeltaSeconds.MOST, ageMillis(nowMillis) / MILLIS);
  }

  /** What is left of the lifetime, negative when stale, for {@code ttl} of {@code Cache-Status}. */
  public long ttlSeconds(long nowMillis) {
    return Math.floorDiv(ttlMillis(nowMillis), MILLIS);
  }

  private long ttlMillis(long nowMillis) {
    return lifetimeMillis - ageMillis(nowMillis);
  }

  public boolean isFresh(long nowMillis) {
    return ttlMillis(nowMillis) > 0;
  }

  /** How much longer it may be served, fresh or stale, without the origin's consent. */
  public long reachMillis(long nowMillis) {
    long staleMillis = Math.max(staleWhileRevalidateMillis, staleIfErrorMillis);
    return ttlMillis(nowMillis) + (staleRule == StaleRule.ALWAYS_VALIDATE ? 0 : staleMillis);
  }

  /** Whether anything could ever be served without asking the origin. */
  boolean reusable() {
    long reach = lifetimeMillis + Math.max(staleWhileRevalidateMillis, staleIfErrorMillis);
    return staleRule != StaleRule.ALWAYS_VALIDATE && reach > 0;
  }

  /** The same, stale from now on: what a soft purge or a disagreeing HEAD makes of it. */
  public Freshness staleFrom(long nowMillis) {
    return new Freshness(
        bornMillis,
        Math.min(lifetimeMillis, ageMillis(nowMillis)),
        source,
        staleRule,
        immutable,
        staleWhileRevalidateMillis,
        staleIfErrorMillis);
  }

  /** How it may be used for a request now (RFC 9111 section 4). Allocates nothing. */
  public Use use(RequestDirectives request, long nowMillis) {
    Use use = wanted(request, nowMillis);
    return use.servesNow() || !request.onlyIfCached() ? use : Use.UNAVAILABLE;
  }

  private Use wanted(RequestDirectives request, long nowMillis) {
    if (request.noCache()) {
      return Use.VALIDATE_FOR_REQUEST;
    }
    if (staleRule == StaleRule.ALWAYS_VALIDATE) {
      return Use.VALIDATE;
    }
    long ttlMillis = ttlMillis(nowMillis);
    if (ttlMillis > 0) {
      boolean asked = tooOld(request, nowMillis) && !immutable;
      boolean tooShort = ttlMillis < request.minFreshSeconds() * MILLIS;
      return asked || tooShort ? Use.VALIDATE_FOR_REQUEST : Use.FRESH;
    }
    if (staleRule == StaleRule.NEVER
        || request.minFreshSeconds() > 0
        || tooOld(request, nowMillis)) {
      return Use.VALIDATE;
    }
    if (staleRule == StaleRule.ALLOWED && -ttlMillis <= request.maxStaleSeconds() * MILLIS) {
      return Use.STALE;
    }
    return -ttlMillis < staleWhileRevalidateMillis ? Use.STALE_WHILE_REVALIDATE : Use.VALIDATE;
  }

  /** RFC 9111 section 5.2.1.1; a reload ({@code max-age=0}) finds everything too old. */
  private boolean tooOld(RequestDirectives request, long nowMillis) {
    long mostSeconds = request.maxAgeSeconds();
    if (mostSeconds == RequestDirectives.ABSENT) {
      return false;
    }
    return mostSeconds == 0 || ageMillis(nowMillis) > mostSeconds * MILLIS;
  }

  /**
   * Whether it may be served because the origin failed (RFC 5861 section 4): the answer's own
   * window, or the longer of it and the client's where the origin forbids nothing.
   */
  public boolean servesOnError(RequestDirectives request, long nowMillis) {
    if (staleRule == StaleRule.NEVER
        || staleRule == StaleRule.ALWAYS_VALIDATE
        || request.noCache()) {
      return false;
    }
    long windowMillis = staleIfErrorMillis;
    if (staleRule == StaleRule.ALLOWED) {
      windowMillis = Math.max(windowMillis, request.staleIfErrorSeconds() * MILLIS);
    }
    return -ttlMillis(nowMillis) < windowMillis;
  }

  /** Whether an answer of the origin counts as its failure (RFC 5861 section 4). */
  public static boolean isError(int status) {
    return status == 500 || status == 502 || status == 503 || status == 504;
  }
}
