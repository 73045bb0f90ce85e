package dev.mynah.agent.reuse.rules.serve;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;

/**
 * The fields of a 304 (RFC 9110 section 15.4.5): all of the 200 but what describes content that is
 * not sent; {@code Last-Modified} only where there is no tag to go by.
 */
public final class NotModified {
  private static final int CONTENT = 1;
  private static final FieldTable TABLE =
      FieldTable.builder()
          .put(
              CONTENT,
              FieldName.CONTENT_TYPE,
              FieldName.CONTENT_LENGTH,
              FieldName.CONTENT_ENCODING,
              FieldName.TRANSFER_ENCODING,
              FieldName.TRAILER,
              CacheFields.CONTENT_LANGUAGE,
              CacheFields.CONTENT_RANGE,
              CacheFields.CONTENT_MD5,
              CacheFields.CONTENT_DIGEST,
              CacheFields.REPR_DIGEST,
              CacheFields.ACCEPT_RANGES)
          .build();

  private NotModified() {}

  /** Takes out of the fields of a 200 what a 304 does not carry. */
  public static void reduce(Fields answer) {
    TABLE.remove(answer, CONTENT);
    if (answer.has(CacheFields.ETAG)) {
      answer.remove(CacheFields.LAST_MODIFIED);
    }
  }
}
