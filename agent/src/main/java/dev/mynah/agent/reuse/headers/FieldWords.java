package dev.mynah.agent.reuse.headers;

import dev.mynah.agent.config.reuse.CacheHeadersConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a route says into the words of the fields (RFC 9111, 5861, 8246, 9213). */
final class FieldWords {
  /** Nobody stores it; the second word is for CDNs that read the first as meant for browsers. */
  static final String NO_STORE = "no-store, private";

  private FieldWords() {}

  /** {@code Cache-Control} for everybody or, when it is personal, for the client alone. */
  static String cacheControl(CacheHeadersConfig config, boolean personal) {
    List<String> words = new ArrayList<>();
    words.add(personal ? "private" : "public");
    age(words, "max-age", config.ttl());
    if (!personal) {
      age(words, "s-maxage", config.sharedTtl());
    }
    if (config.immutable()) {
      words.add("immutable");
    }
    stale(words, config);
    return String.join(", ", words);
  }

  /** {@code CDN-Cache-Control}; whole in itself, since a CDN then reads nothing else. */
  static @Nullable String cdn(CacheHeadersConfig config) {
    if (config.cdnTtl() == null) {
      return null;
    }
    List<String> words = new ArrayList<>();
    age(words, "max-age", config.cdnTtl());
    stale(words, config);
    return String.join(", ", words);
  }

  private static void stale(List<String> words, CacheHeadersConfig config) {
    if (config.mustRevalidate()) {
      words.add("must-revalidate");
    }
    age(words, "stale-while-revalidate", config.staleWhileRevalidate());
    age(words, "stale-if-error", config.staleIfError());
  }

  private static void age(List<String> words, String name, @Nullable Duration age) {
    if (age != null) {
      words.add(name + '=' + age.toSeconds());
    }
  }
}
