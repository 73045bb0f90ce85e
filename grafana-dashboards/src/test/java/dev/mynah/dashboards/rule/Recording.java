package dev.mynah.dashboards.rule;

import java.util.Map;

/**
 * A query whose answer is kept as a series of its own.
 *
 * @param name {@code level:metric:operations}
 */
record Recording(String name, String expr) implements Rule {
  @Override
  public Map<String, Object> yaml() {
    return Rule.ordered("record", name, "expr", expr);
  }
}
