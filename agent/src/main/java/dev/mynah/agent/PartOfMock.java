package dev.mynah.agent;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.serve.ByteSlice;
import dev.mynah.agent.reuse.rules.serve.Preconditions;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Role;
import dev.mynah.agent.reuse.rules.serve.RangeAnswer;
import dev.mynah.agent.reuse.rules.serve.Ranges;
import dev.mynah.agent.reuse.rules.serve.Representation;
import org.jspecify.annotations.Nullable;

/**
 * What a request that asks for a part of a file gets: that part, or the news that there is none
 * (RFC 9110 section 14). Whoever asks for several parts gets all.
 *
 * @param slice null for nothing at all
 */
record PartOfMock(ResponseHead head, @Nullable ByteSlice slice) {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  /**
   * The part that is asked for, or null for the whole.
   *
   * @param fields of the 200, which a part takes over and changes
   */
  static @Nullable PartOfMock of(
      RequestHead request, Fields fields, long lengthBytes, long nowMillis) {
    if (!request.fields().has(CacheFields.RANGE)) {
      return null;
    }
    Representation present = Representation.of(fields, nowMillis);
    if (Preconditions.evaluate(request, OK, present, Role.ORIGIN)
        != Preconditions.Outcome.PROCEED_WITH_RANGE) {
      return null;
    }
    RangeAnswer asked = Ranges.of(request.fields(), lengthBytes);
    if (asked instanceof RangeAnswer.Single single) {
      fields.set(CacheFields.CONTENT_RANGE, single.slice().contentRange(lengthBytes));
      return new PartOfMock(new ResponseHead(PARTIAL, null, fields), single.slice());
    }
    if (asked instanceof RangeAnswer.Unsatisfiable none) {
      CachingHeaders.strip(fields);
      fields.set(CacheFields.CONTENT_RANGE, none.contentRange());
      return new PartOfMock(new ResponseHead(UNSATISFIABLE, null, fields), null);
    }
    return null;
  }
}
