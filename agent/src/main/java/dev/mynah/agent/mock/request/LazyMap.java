package dev.mynah.agent.mock.request;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A read-only map that is only worked out when all of it is asked for. */
abstract class LazyMap<V> extends AbstractMap<String, V> {
  private @Nullable Map<String, V> whole;

  /** One entry, or null. */
  abstract @Nullable V find(String key);

  /** All entries in order. */
  abstract Map<String, V> all();

  @Override
  public final @Nullable V get(@Nullable Object key) {
    return key instanceof String name ? find(name) : null;
  }

  @Override
  public final boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public final Set<Entry<String, V>> entrySet() {
    Map<String, V> known = whole;
    if (known == null) {
      known = all();
      whole = known;
    }
    return known.entrySet();
  }
}
