package dev.mynah.dashboards.model;

import java.util.List;

/**
 * A dashboard: what it is for, and its rows in the order in which data flows.
 *
 * @param slug the last part of uid and file name
 * @param purpose markdown, shown at the top
 * @param from where the time range begins, as Grafana writes it: {@code now-1h}
 * @param sources which data sources can answer all of it
 */
public record Dashboard(
    String slug, String title, String purpose, String from, Sources sources, List<Row> rows) {
  /** Keeps its own copy. */
  public Dashboard {
    rows = List.copyOf(rows);
  }

  /** Where a dashboard finds its data. */
  public enum Sources {
    PROMETHEUS(List.of("prometheus")),
    BOTH(List.of("prometheus", "exporter")),
    EXPORTER(List.of("exporter"));

    private final List<String> words;

    Sources(List<String> words) {
      this.words = words;
    }

    /** As the manifest names them. */
    public List<String> words() {
      return words;
    }
  }

  /** Never changes, so that links and bookmarks stay right. */
  public String uid() {
    return "mynah-" + slug;
  }

  /** Name of the file. */
  public String file() {
    return uid() + ".json";
  }

  /** The whole as Grafana's classic JSON. */
  public String json() {
    return Json.text(new Rendering(this).json());
  }
}
