package dev.mynah.exporter.series;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Names and values, sorted by name. An empty value is the same as none (as in Prometheus). */
public record Labels(Map<String, String> byName) {
  public static final Labels NONE = new Labels(Map.of());

  /** Keeps its own sorted copy without empty values. */
  public Labels {
    TreeMap<String, String> sorted = new TreeMap<>(byName);
    sorted.values().removeIf(String::isEmpty);
    byName = Collections.unmodifiableMap(sorted);
  }

  /** The value of a label, empty where there is none. */
  public String get(String name) {
    return byName.getOrDefault(name, "");
  }
}
