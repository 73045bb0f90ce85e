package dev.mynah.agent.reuse.rules.serve;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.EntityTag;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import org.jspecify.annotations.Nullable;

/**
 * What conditions are held against: the validators of an answer that is at hand (RFC 9110 section
 * 8.8). Immutable.
 *
 * @param tag its entity tag, or null
 * @param modifiedMillis its {@code Last-Modified}, or {@link HttpDate#INVALID}
 * @param dateMillis its {@code Date}, or when it came
 */
public record Representation(@Nullable EntityTag tag, long modifiedMillis, long dateMillis) {
  private static final long SECOND_MILLIS = 1_000;

  /**
   * Reads an answer's validators.
   *
   * @param receivedMillis when it came, or now for one that is made here
   */
  public static Representation of(Fields answer, long receivedMillis) {
    long date = date(answer, FieldName.DATE, receivedMillis);
    return new Representation(
        EntityTag.of(answer),
        date(answer, CacheFields.LAST_MODIFIED, receivedMillis),
        date == HttpDate.INVALID ? receivedMillis : date);
  }

  private static long date(Fields answer, FieldName name, long nowMillis) {
    String text = answer.get(name);
    return text == null ? HttpDate.INVALID : HttpDate.parse(text, nowMillis);
  }

  boolean isDated() {
    return modifiedMillis != HttpDate.INVALID;
  }

  /** Whether two different contents cannot have had this date (RFC 9110 section 8.8.2.2). */
  boolean isDatedStrongly() {
    return isDated() && dateMillis - modifiedMillis >= SECOND_MILLIS;
  }
}
