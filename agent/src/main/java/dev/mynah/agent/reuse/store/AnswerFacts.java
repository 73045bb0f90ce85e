package dev.mynah.agent.reuse.store;

import dev.mynah.agent.http.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stored answer besides its body. Immutable: the fields are copied, and nobody
 * may change them afterwards.
 *
 * @param status the status code
 * @param reason the reason phrase, or null for the usual one
 * @param fields the fields as the upstream sent them, but for those that are not stored
 * @param requestMillis wall clock when the request was sent (RFC 9111 section 4.2.3)
 * @param responseMillis wall clock when the answer came
 * @param routeId the route that it came by
 * @param vary the names of the request fields that selected it, in lower case and sorted; empty for
 *     none
 * @param secondaryKey the route and the normalised values of those fields
 * @param tags the surrogate keys it can be purged by
 */
public record AnswerFacts(
    int status,
    @Nullable String reason,
    Fields fields,
    long requestMillis,
    long responseMillis,
    String routeId,
    List<String> vary,
    String secondaryKey,
    List<String> tags) {
  public AnswerFacts {
    fields = fields.copy();
    vary = List.copyOf(vary);
    tags = List.copyOf(tags);
  }

  /** The same answer with other fields and times, as a 304 makes it. */
  public AnswerFacts freshened(Fields merged, long requestedMillis, long respondedMillis) {
    return new AnswerFacts(
        status,
        reason,
        merged,
        requestedMillis,
        respondedMillis,
        routeId,
        vary,
        secondaryKey,
        tags);
  }

  /** Roughly the heap that these facts take, with one encoded head. */
  int heapBytes() {
    int bytes = 0;
    for (int i = 0; i < fields.size(); i++) {
      int text =
          fields.valueEnd(i) - fields.valueStart(i) + fields.nameEnd(i) - fields.nameStart(i);
      bytes += 2 * text + PER_FIELD_BYTES;
    }
    for (String tag : tags) {
      bytes += tag.length() + PER_TAG_BYTES;
    }
    return bytes + secondaryKey.length();
  }

  /** Five numbers, and the separators in an encoded head. */
  private static final int PER_FIELD_BYTES = 24;

  /** The text, its place in the answer, and its place in the index of tags. */
  private static final int PER_TAG_BYTES = 160;
}
