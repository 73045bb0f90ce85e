package dev.mynah.dashboards.rule;

import java.util.LinkedHashMap;
import java.util.Map;

/** A rule of Prometheus: either a recording rule or an alert. */
sealed interface Rule permits Recording, Alert {
  /** What is asked. */
  String expr();

  /** The rule's keys in the order of the file, as text or as maps of text. */
  Map<String, Object> yaml();

  /** Keys and values in their order. */
  static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
