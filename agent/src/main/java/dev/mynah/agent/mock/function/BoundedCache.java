package dev.mynah.agent.mock.function;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what was compiled from a text. Once full it keeps what it has and compiles everything else
 * anew: patterns that stand in templates come first and stay, patterns made from requests pass by.
 */
public final class BoundedCache<V> {
  private static final int MOST_ENTRIES = 512;
  private static final int MOST_KEY_CHARACTERS = 1024;

  private final Map<String, V> kept = new ConcurrentHashMap<>();
  private final Function<String, V> compile;

  public BoundedCache(Function<String, V> compile) {
    this.compile = compile;
  }

  /** What was made of the text, now or before. */
  public V get(String key) {
    V found = kept.get(key);
    if (found != null) {
      return found;
    }
    V made = compile.apply(key);
    if (kept.size() < MOST_ENTRIES && key.length() <= MOST_KEY_CHARACTERS) {
      kept.put(key, made);
    }
    return made;
  }
}
