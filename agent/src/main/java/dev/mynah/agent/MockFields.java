package dev.mynah.agent;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.mock.FileState;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a mock's answers to those who read: its own, and what tells them by which name this
 * very content goes. What is said about storing it comes later. Immutable.
 *
 * @param caching null for a route that says nothing about storing
 * @param wallMillis now
 */
record MockFields(String routeId, @Nullable CachingHeaders caching, LongSupplier wallMillis) {
  private static final FieldName MATCHED_STUB_ID = FieldName.of("Matched-Stub-Id");
  private static final int OK = 200;

  /** The fields as they were written, for those who do something else than read. */
  Fields bare(MockContent content) {
    return marked(content.fields().copy());
  }

  private Fields marked(Fields fields) {
    return fields.add(MATCHED_STUB_ID, routeId);
  }

  /**
   * The fields of content in memory.
   *
   * @param modified when the file was changed that it is of; null for no file
   */
  Fields of(MockContent content, @Nullable Instant modified) {
    Fields fields = content.fields().copy();
    if (caching != null) {
      caching.tag(content.status(), fields, ByteBuffer.wrap(content.bytes()));
    }
    if (modified != null) {
      date(content.status(), fields, modified);
    }
    return marked(fields);
  }

  /** The fields of a file that is read while it is sent. */
  Fields of(FileState.Streamed file) {
    int status = file.head().status();
    Fields fields = file.head().fields().copy();
    if (caching != null) {
      caching.tag(status, fields, file.lengthBytes(), file.modified());
    }
    date(status, fields, file.modified());
    return marked(fields);
  }

  private void date(int status, Fields fields, Instant modified) {
    if (caching != null) {
      caching.date(status, fields, modified, wallMillis.getAsLong());
    }
    if (status == OK && !fields.has(CacheFields.ACCEPT_RANGES)) {
      fields.add(CacheFields.ACCEPT_RANGES, "bytes");
    }
  }
}
