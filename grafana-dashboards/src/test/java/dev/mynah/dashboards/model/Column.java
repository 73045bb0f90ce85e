package dev.mynah.dashboards.model;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table, filled by a query of its own.
 *
 * @param link where a cell leads; only for the column of a label
 */
public record Column(String name, Unit unit, Steps steps, @Nullable DetailLink link) {
  /** A column of values. */
  public static Column of(String name, Unit unit, Steps steps) {
    return new Column(name, unit, steps, null);
  }
}
