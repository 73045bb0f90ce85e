package dev.mynah.agent.reuse.store;

import java.nio.charset.StandardCharsets;

/** What is to be taken out of the store. Immutable. */
public sealed interface Purge {
  /** Whether this answer is meant. */
  boolean matches(CacheKey key, StoredAnswer answer);

  /** All variants of one resource. */
  record Key(CacheKey key) implements Purge {
    @Override
    public boolean matches(CacheKey other, StoredAnswer answer) {
      return key.equals(other);
    }
  }

  /** Everything of this path and query, of whichever upstream and authority. */
  record Target(String target) implements Purge {
    @Override
    public boolean matches(CacheKey key, StoredAnswer answer) {
      return key.targetIs(latin1(target));
    }
  }

  /** Everything of one upstream whose path and query begin with a text; of all when it is empty. */
  record Prefix(String upstream, String prefix) implements Purge {
    @Override
    public boolean matches(CacheKey key, StoredAnswer answer) {
      boolean upstreamMeant = upstream.isEmpty() || key.hasUpstream(latin1(upstream));
      return upstreamMeant && key.targetStartsWith(latin1(prefix));
    }
  }

  /** Every answer that carried this surrogate key. */
  record Tag(String tag) implements Purge {
    @Override
    public boolean matches(CacheKey key, StoredAnswer answer) {
      return answer.facts().tags().contains(tag);
    }
  }

  /** Every answer that came by this route. */
  record Route(String routeId) implements Purge {
    @Override
    public boolean matches(CacheKey key, StoredAnswer answer) {
      return answer.facts().routeId().equals(routeId);
    }
  }

  /** Every answer of this upstream. */
  record Upstream(String upstream) implements Purge {
    @Override
    public boolean matches(CacheKey key, StoredAnswer answer) {
      return key.hasUpstream(latin1(upstream));
    }
  }

  /** Everything. */
  record All() implements Purge {
    @Override
    public boolean matches(CacheKey key, StoredAnswer answer) {
      return true;
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
