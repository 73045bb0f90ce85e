package dev.mynah.agent.reuse.rules.serve;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.EntityTag;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import dev.mynah.ledger.HitMethod;
import org.jspecify.annotations.Nullable;

/** Conditions of a request, in the order of RFC 9110 section 13.2.2. */
public final class Preconditions {
  private static final int RANGE = 1;
  private static final int FOR_ANYBODY = 2;
  private static final int FOR_ORIGIN = 4;
  private static final FieldTable TABLE =
      FieldTable.builder()
          .put(RANGE, CacheFields.RANGE)
          .put(FOR_ANYBODY, CacheFields.IF_NONE_MATCH, CacheFields.IF_MODIFIED_SINCE)
          .put(FOR_ORIGIN, CacheFields.IF_MATCH, CacheFields.IF_UNMODIFIED_SINCE)
          .build();

  private Preconditions() {}

  /** How a request goes on. */
  public enum Outcome {
    /** Answer with the whole representation. */
    PROCEED,
    /** Answer with the ranges that it asks, if they can be read and satisfied. */
    PROCEED_WITH_RANGE,
    /** 304, with the fields of {@link NotModified}. */
    NOT_MODIFIED,
    /** 412. */
    FAILED
  }

  /** Who evaluates. */
  public enum Role {
    /**
     * The one who knows the present state, such as a mock: all conditions count (RFC 9110 section
     * 13.2.2).
     */
    ORIGIN,
    /**
     * One who has a copy: {@code If-Match} and {@code If-Unmodified-Since} are not for it (RFC 9111
     * section 4.3.2), see {@link Preconditions#needOrigin}.
     */
    CACHE
  }

  /** Whether the request has conditions that only the origin can answer, and is better sent on. */
  public static boolean needOrigin(Fields request) {
    return (TABLE.kinds(request) & FOR_ORIGIN) != 0;
  }

  /**
   * Evaluates. Allocates nothing for a request without conditions.
   *
   * @param status of the answer without conditions: none count but for a 2xx (RFC 9110 section
   *     13.2.1), and ranges are of a 200
   */
  public static Outcome evaluate(
      RequestHead request, int status, Representation present, Role role) {
    Fields fields = request.fields();
    int kinds = TABLE.kinds(fields);
    if (kinds == 0 || status < 200 || status > 299) {
      return Outcome.PROCEED;
    }
    boolean get = request.method() == HitMethod.GET;
    boolean reading = get || request.method() == HitMethod.HEAD;
    if (role == Role.ORIGIN && (kinds & FOR_ORIGIN) != 0 && fails(fields, present)) {
      return Outcome.FAILED;
    }
    if (fields.has(CacheFields.IF_NONE_MATCH)) {
      if (!noneMatches(fields, present)) {
        return reading ? Outcome.NOT_MODIFIED : Outcome.FAILED;
      }
    } else if (reading && unmodified(fields, present, role)) {
      return Outcome.NOT_MODIFIED;
    }
    boolean ranged = get && status == 200 && (kinds & RANGE) != 0;
    return ranged && rangeHolds(fields, present) ? Outcome.PROCEED_WITH_RANGE : Outcome.PROCEED;
  }

  /** Steps 1 and 2: {@code If-Match}, else {@code If-Unmodified-Since}. */
  private static boolean fails(Fields request, Representation present) {
    if (request.has(CacheFields.IF_MATCH)) {
      return !EntityTag.isAny(request, CacheFields.IF_MATCH)
          && !listed(request, CacheFields.IF_MATCH, present.tag(), true);
    }
    long since = date(request, CacheFields.IF_UNMODIFIED_SINCE, present);
    return since != HttpDate.INVALID && present.isDated() && present.modifiedMillis() > since;
  }

  /** Step 3. */
  private static boolean noneMatches(Fields request, Representation present) {
    return !EntityTag.isAny(request, CacheFields.IF_NONE_MATCH)
        && !listed(request, CacheFields.IF_NONE_MATCH, present.tag(), false);
  }

  /**
   * Step 4. A cache takes {@code Date} where there is no date of change (RFC 9111 section 4.3.2).
   */
  private static boolean unmodified(Fields request, Representation present, Role role) {
    long since = date(request, CacheFields.IF_MODIFIED_SINCE, present);
    if (since == HttpDate.INVALID || !present.isDated() && role == Role.ORIGIN) {
      return false;
    }
    return (present.isDated() ? present.modifiedMillis() : present.dateMillis()) <= since;
  }

  /** Step 5: RFC 9110 section 13.1.5; a condition that cannot be read does not hold. */
  private static boolean rangeHolds(Fields request, Representation present) {
    int at = request.indexOf(CacheFields.IF_RANGE, 0);
    if (at < 0) {
      return true;
    }
    if (request.indexOf(CacheFields.IF_RANGE, at + 1) >= 0) {
      return false;
    }
    String text = request.value(at);
    EntityTag asked = EntityTag.parse(text);
    if (asked != null) {
      return present.tag() != null && asked.matchesStrongly(present.tag());
    }
    long date = HttpDate.parse(text, present.dateMillis());
    return date != HttpDate.INVALID
        && present.isDatedStrongly()
        && date == present.modifiedMillis();
  }

  private static boolean listed(
      Fields request, FieldName name, @Nullable EntityTag tag, boolean strongly) {
    if (tag == null) {
      return false;
    }
    for (EntityTag each : EntityTag.list(request, name)) {
      if (strongly ? each.matchesStrongly(tag) : each.matchesWeakly(tag)) {
        return true;
      }
    }
    return false;
  }

  private static long date(Fields request, FieldName name, Representation present) {
    int at = request.indexOf(name, 0);
    if (at < 0 || request.indexOf(name, at + 1) >= 0) {
      return HttpDate.INVALID;
    }
    return HttpDate.parse(request.value(at), present.dateMillis());
  }
}
