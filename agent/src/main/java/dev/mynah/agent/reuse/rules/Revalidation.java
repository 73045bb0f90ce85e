package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.control.DeltaSeconds;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.EntityTag;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asking the origin whether a stored answer still holds (RFC 9111 section 4.3). */
public final class Revalidation {
  private static final int CONDITION = 1;
  private static final int KEEPS = 2;
  private static final FieldTable TABLE =
      FieldTable.builder()
          .put(
              CONDITION,
              CacheFields.IF_MATCH,
              CacheFields.IF_MODIFIED_SINCE,
              CacheFields.IF_NONE_MATCH,
              CacheFields.IF_RANGE,
              CacheFields.IF_UNMODIFIED_SINCE,
              CacheFields.RANGE)
          .put(
              KEEPS,
              FieldName.CONTENT_LENGTH,
              FieldName.CONTENT_ENCODING,
              CacheFields.CONTENT_RANGE,
              FieldName.SET_COOKIE,
              CacheFields.SET_COOKIE2,
              FieldName.CONNECTION,
              FieldName.KEEP_ALIVE,
              FieldName.PROXY_CONNECTION,
              FieldName.TE,
              FieldName.TRAILER,
              FieldName.TRANSFER_ENCODING,
              FieldName.UPGRADE,
              FieldName.PROXY_AUTHENTICATE,
              FieldName.PROXY_AUTHORIZATION,
              CacheFields.PROXY_AUTHENTICATION_INFO)
          .build();

  private Revalidation() {}

  /** Whether the origin could be asked about this answer: a tag or a date of change. */
  public static boolean hasValidator(Fields stored) {
    return EntityTag.of(stored) != null || modified(stored) != null;
  }

  /** The date of change as it stands there, or null when there is none or it is malformed. */
  private static @Nullable String modified(Fields stored) {
    String text = stored.get(CacheFields.LAST_MODIFIED);
    return text == null || HttpDate.parse(text, 0) == HttpDate.INVALID ? null : text;
  }

  /**
   * Takes range and conditions out of a request, so that its answer is whole (or the origin's no).
   */
  public static void removeConditions(Fields request) {
    TABLE.remove(request, CONDITION);
  }

  /**
   * Makes a request ask about stored answers (RFC 9111 section 4.3.1), in place of what its client
   * asked: their tags, and the date of change of the first.
   *
   * @param stored the one that matches the request first; others of the same resource after it
   */
  public static void addConditions(Fields request, List<Fields> stored) {
    removeConditions(request);
    Set<String> tags = new LinkedHashSet<>();
    for (Fields each : stored) {
      EntityTag tag = EntityTag.of(each);
      if (tag != null) {
        tags.add(tag.toString());
      }
    }
    if (!tags.isEmpty()) {
      request.add(CacheFields.IF_NONE_MATCH, String.join(", ", tags));
    }
    String modified = stored.isEmpty() ? null : modified(stored.get(0));
    if (modified != null) {
      request.add(CacheFields.IF_MODIFIED_SINCE, modified);
    }
  }

  /**
   * Which of the stored answers that were asked about a 304 confirms (RFC 9111 section 4.3.4).
   *
   * <p>A 304 without any validator confirms the only one that was asked about: it is an answer to
   * our conditions, and origins that leave the tag out are many.
   *
   * @param asked the most recent first
   * @return its index, or -1 for none: then ask again without conditions
   */
  public static int selected(Fields notModified, List<Fields> asked) {
    EntityTag tag = EntityTag.of(notModified);
    if (tag != null) {
      return indexOf(tag, asked);
    }
    if (notModified.has(CacheFields.ETAG)) {
      return -1;
    }
    String modified = notModified.get(CacheFields.LAST_MODIFIED);
    if (modified != null) {
      return indexOfModified(modified, asked);
    }
    return asked.size() == 1 ? 0 : -1;
  }

  private static int indexOf(EntityTag tag, List<Fields> asked) {
    for (int i = 0; i < asked.size(); i++) {
      EntityTag stored = EntityTag.of(asked.get(i));
      boolean same =
          stored != null && (tag.weak() ? tag.matchesWeakly(stored) : tag.matchesStrongly(stored));
      if (same) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOfModified(String modified, List<Fields> asked) {
    long millis = HttpDate.parse(modified, 0);
    for (int i = 0; i < asked.size(); i++) {
      String stored = asked.get(i).get(CacheFields.LAST_MODIFIED);
      boolean same =
          stored != null && millis != HttpDate.INVALID && HttpDate.parse(stored, 0) == millis;
      if (same) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The stored fields brought up to date by a 304 or a HEAD (RFC 9111 section 3.2): every field of
   * the newer replaces all of its name, except those that describe the bytes that are stored
   * ({@code Content-Length}, {@code Content-Encoding}, {@code Content-Range}), cookies, and those
   * that are never stored. {@code Age} and {@code Date} are the newer's or none's: the time of
   * arrival stands for a missing {@code Date}.
   *
   * <p>Judge the result again with {@link Storing#judge}: it may no longer be storable, and its
   * {@code Vary} may have changed.
   *
   * @return new fields; neither argument is changed
   */
  public static Fields merged(Fields stored, Fields newer, long responseMillis) {
    Set<String> replaced = new HashSet<>();
    replaced.add("age");
    replaced.add("date");
    for (int i = 0; i < newer.size(); i++) {
      if ((TABLE.kind(newer, i) & KEEPS) == 0) {
        replaced.add(newer.name(i).toLowerCase(Locale.ROOT));
      }
    }
    Fields merged = new Fields();
    for (int i = 0; i < stored.size(); i++) {
      if (!replaced.contains(stored.name(i).toLowerCase(Locale.ROOT))) {
        merged.add(stored, i);
      }
    }
    for (int i = 0; i < newer.size(); i++) {
      if ((TABLE.kind(newer, i) & KEEPS) == 0) {
        merged.add(newer, i);
      }
    }
    if (!merged.has(FieldName.DATE)) {
      merged.add(FieldName.DATE, HttpDate.format(responseMillis));
    }
    return merged;
  }

  /** What an answer to HEAD means for a stored answer to GET (RFC 9111 section 4.3.5). */
  public enum HeadOutcome {
    /** Nothing: another status. */
    IGNORE,
    /** It is about the same representation: merge its fields. */
    FRESHEN,
    /** It is about another: the stored one is stale. */
    STALE
  }

  /**
   * Compares an answer to HEAD with a stored answer of the same secondary key.
   *
   * @param storedBytes the length of the stored body
   */
  public static HeadOutcome ofHead(int status, Fields head, Fields stored, long storedBytes) {
    if (status != 200) {
      return HeadOutcome.IGNORE;
    }
    boolean same =
        sameText(head, stored, CacheFields.ETAG)
            && sameText(head, stored, CacheFields.LAST_MODIFIED)
            && sameText(head, stored, FieldName.CONTENT_ENCODING)
            && sameLength(head, storedBytes);
    return same ? HeadOutcome.FRESHEN : HeadOutcome.STALE;
  }

  private static boolean sameText(Fields head, Fields stored, FieldName name) {
    String text = head.get(name);
    return text == null || text.equals(stored.get(name));
  }

  private static boolean sameLength(Fields head, long storedBytes) {
    String text = head.get(FieldName.CONTENT_LENGTH);
    if (text == null) {
      return true;
    }
    long bytes = DeltaSeconds.parse(text);
    return bytes < DeltaSeconds.MOST
        ? bytes == storedBytes
        : text.equals(Long.toString(storedBytes));
  }
}
