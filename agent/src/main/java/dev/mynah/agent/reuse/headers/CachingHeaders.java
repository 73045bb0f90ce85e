package dev.mynah.agent.reuse.headers;

import dev.mynah.agent.config.reuse.CacheHeadersConfig;
import dev.mynah.agent.config.reuse.CacheHeadersConfig.Visibility;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import dev.mynah.agent.reuse.rules.serve.NotModified;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a route says about storing its answers, compiled from its {@code cacheHeaders}. It takes the
 * place of what an answer says itself. {@code docs/cdn.md} has the rules. Immutable.
 */
public final class CachingHeaders {
  /** The longest answer of a service that is held back to make a tag of its body. */
  public static final int MOST_HELD_BYTES = 64 * 1024;

  private static final int OK = 200;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int PRECONDITION_FAILED = 412;
  private static final int UNSATISFIABLE = 416;

  private static final int STORING = 1;
  private static final int FOR_THE_REQUEST = 2;
  private static final int REPRESENTATION = 4;
  private static final FieldTable ANSWER =
      FieldTable.builder()
          .put(
              STORING,
              CacheFields.CACHE_CONTROL,
              CacheFields.EXPIRES,
              CacheFields.PRAGMA,
              CacheFields.CDN_CACHE_CONTROL,
              FieldName.of("Cloudflare-CDN-Cache-Control"),
              FieldName.of("Netlify-CDN-Cache-Control"),
              FieldName.of("Vercel-CDN-Cache-Control"),
              FieldName.of("Surrogate-Control"),
              FieldName.of("Edge-Control"),
              FieldName.of("X-Accel-Expires"))
          .put(
              REPRESENTATION,
              CacheFields.ETAG,
              CacheFields.LAST_MODIFIED,
              CacheFields.SURROGATE_KEY,
              CacheFields.CACHE_TAG)
          .build();
  private static final FieldTable REQUEST =
      FieldTable.builder()
          .put(
              FOR_THE_REQUEST,
              CacheFields.IF_MATCH,
              CacheFields.IF_NONE_MATCH,
              CacheFields.IF_MODIFIED_SINCE,
              CacheFields.IF_UNMODIFIED_SINCE,
              CacheFields.RANGE)
          .put(STORING, FieldName.AUTHORIZATION)
          .build();

  private final boolean nothingIsStored;
  private final boolean makesTags;
  private final boolean evenForSomebody;
  private final String shared;
  private final String personal;
  private final @Nullable String cdn;
  private final Merged vary;
  private final Merged surrogateKey;
  private final Merged cacheTag;

  private CachingHeaders(CacheHeadersConfig config) {
    nothingIsStored = config.visibility() == Visibility.NONE;
    evenForSomebody = config.visibility() != null;
    makesTags = config.etag() && !nothingIsStored;
    personal = FieldWords.cacheControl(config, true);
    shared =
        config.visibility() == Visibility.PRIVATE
            ? personal
            : FieldWords.cacheControl(config, false);
    cdn = FieldWords.cdn(config);
    vary = Merged.vary(config.vary());
    surrogateKey = Merged.tags(CacheFields.SURROGATE_KEY, " ", config.tags());
    cacheTag = Merged.tags(CacheFields.CACHE_TAG, ",", config.tags());
  }

  /** Compiles a section. */
  public static CachingHeaders of(CacheHeadersConfig config) {
    return new CachingHeaders(config);
  }

  /** Whether conditions of requests are held against the answers. */
  public boolean heedsConditions() {
    return !nothingIsStored;
  }

  /** Whether an answer to this request is the one that everybody gets. Allocates nothing. */
  public boolean isAlike(RequestHead request) {
    if (nothingIsStored) {
      return true;
    }
    int matters = FOR_THE_REQUEST | (evenForSomebody ? 0 : STORING);
    return (REQUEST.kinds(request.fields()) & matters) == 0;
  }

  /**
   * Whether the route speaks for an answer of this status. What a service says of its errors and of
   * a redirection that may be another one tomorrow stays as it is.
   */
  private static boolean covers(int status, Said said) {
    if (said == Said.BY_THE_ROUTE) {
      return status < FIRST_SERVER_ERROR
          && status != PRECONDITION_FAILED
          && status != UNSATISFIABLE;
    }
    return switch (status) {
      case OK, 203, 204, 206, 300, 301, 304, 308 -> true;
      default -> false;
    };
  }

  /** Puts what is said about storing an answer among its fields. */
  public void describe(Asked asked, Said said, int status, Fields answer) {
    if (nothingIsStored) {
      ANSWER.remove(answer, STORING);
      answer.add(CacheFields.CACHE_CONTROL, FieldWords.NO_STORE);
      return;
    }
    if (asked == Asked.OTHERWISE || !covers(status, said)) {
      return;
    }
    ANSWER.remove(answer, STORING);
    boolean forOne =
        asked == Asked.READ_AS_SOMEBODY && !evenForSomebody || answer.has(FieldName.SET_COOKIE);
    answer.add(CacheFields.CACHE_CONTROL, forOne ? personal : shared);
    if (cdn != null && !forOne) {
      answer.add(CacheFields.CDN_CACHE_CONTROL, cdn);
    }
    vary.into(answer);
    surrogateKey.into(answer);
    cacheTag.into(answer);
  }

  /** Whether an answer of this status is to get a tag made of its body. */
  public boolean lacksTag(int status, Fields answer) {
    return makesTags && status == OK && !answer.has(CacheFields.ETAG);
  }

  /** Gives an answer the tag of its body where it lacks one. */
  public void tag(int status, Fields answer, ByteBuffer body) {
    if (lacksTag(status, answer)) {
      answer.add(CacheFields.ETAG, BodyTag.of(body, answer));
    }
  }

  /** Gives an answer that is read from a file while it is sent a tag of what is known of it. */
  public void tag(int status, Fields answer, long lengthBytes, Instant modified) {
    if (lacksTag(status, answer)) {
      answer.add(CacheFields.ETAG, BodyTag.of(lengthBytes + " " + modified));
    }
  }

  /** Says when a file changed, unless that is said otherwise or lies ahead. */
  public void date(int status, Fields answer, Instant modified, long nowMillis) {
    if (!nothingIsStored
        && status == OK
        && !answer.has(CacheFields.LAST_MODIFIED)
        && modified.toEpochMilli() <= nowMillis) {
      answer.add(CacheFields.LAST_MODIFIED, HttpDate.format(modified.toEpochMilli()));
    }
  }

  /**
   * Takes out of a 200's fields all that describes its content and its storing: what is left goes
   * with an answer that has none of the content, and that nobody may store.
   */
  public static void strip(Fields answer) {
    NotModified.reduce(answer);
    ANSWER.remove(answer, STORING | REPRESENTATION);
  }
}
