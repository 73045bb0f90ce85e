package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.ListField;
import dev.mynah.agent.reuse.rules.field.StructuredFields;

/**
 * Our member of {@code Cache-Status} (RFC 9211), built up parameter by parameter. Not thread-safe.
 */
public final class CacheStatus {
  private static final int MOST_KEY = 512;

  /** Why a request went to the origin (RFC 9211 section 2.2). */
  public enum Forward {
    BYPASS("bypass"),
    METHOD("method"),
    URI_MISS("uri-miss"),
    VARY_MISS("vary-miss"),
    MISS("miss"),
    REQUEST("request"),
    STALE("stale"),
    PARTIAL("partial");

    private final String word;

    Forward(String word) {
      this.word = word;
    }

    /** The token, also the label of the metric. */
    public String word() {
      return word;
    }
  }

  private final StringBuilder text;
  private boolean forwarded;
  private boolean collapsed;

  private CacheStatus(String cache) {
    String name = StructuredFields.isToken(cache) ? cache : StructuredFields.quote(cache);
    text = new StringBuilder(name);
  }

  /** Served from store, without a call of its own to the origin. */
  public static CacheStatus hit(String cache) {
    CacheStatus status = new CacheStatus(cache);
    status.text.append("; hit");
    return status;
  }

  /** Went on to the origin. */
  public static CacheStatus forward(String cache, Forward why) {
    CacheStatus status = new CacheStatus(cache);
    status.text.append("; fwd=").append(why.word());
    status.forwarded = true;
    return status;
  }

  /** Neither: answered without the store and without the origin. */
  public static CacheStatus neither(String cache) {
    return new CacheStatus(cache);
  }

  /** The status that the origin answered, where it is not the answer's own. */
  public CacheStatus forwardStatus(int status) {
    text.append("; fwd-status=").append(status);
    return this;
  }

  /** What is left of the lifetime; negative when stale. */
  public CacheStatus ttlSeconds(long seconds) {
    text.append("; ttl=").append(seconds);
    return this;
  }

  /** The answer was stored. */
  public CacheStatus stored() {
    text.append("; stored");
    return this;
  }

  /** The request shared another's call. */
  public CacheStatus collapsed() {
    text.append("; collapsed");
    collapsed = true;
    return this;
  }

  /** Whether the origin was asked for this request, and not for an earlier one that it shares. */
  public boolean isForwarded() {
    return forwarded && !collapsed;
  }

  /** The key that was looked up; long ones are cut. */
  public CacheStatus key(String key) {
    String cut = key.length() > MOST_KEY ? key.substring(0, MOST_KEY) : key;
    text.append("; key=").append(StructuredFields.quote(cut));
    return this;
  }

  /** More that only we can explain. */
  public CacheStatus detail(String detail) {
    boolean token = StructuredFields.isToken(detail);
    text.append("; detail=").append(token ? detail : StructuredFields.quote(detail));
    return this;
  }

  /**
   * Adds the member after those of caches nearer to the origin. What stands there and is no
   * structured list is replaced, since nobody could read ours behind it.
   */
  public void appendTo(Fields answer) {
    String before = ListField.joined(answer, CacheFields.CACHE_STATUS);
    boolean keeps = !before.isEmpty() && StructuredFields.list(before).isPresent();
    answer.set(CacheFields.CACHE_STATUS, keeps ? before + ", " + text : text.toString());
  }

  /** The member as it is written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
