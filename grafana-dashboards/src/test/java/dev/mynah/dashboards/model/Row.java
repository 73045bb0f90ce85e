package dev.mynah.dashboards.model;

import java.util.List;

/** A row of panels, in reading order. */
public record Row(String title, List<Panel> panels) {
  /** Keeps its own copy. */
  public Row {
    panels = List.copyOf(panels);
  }

  /** A row of these. */
  public static Row of(String title, Panel... panels) {
    return new Row(title, List.of(panels));
  }
}
