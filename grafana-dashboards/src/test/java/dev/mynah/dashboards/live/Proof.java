package dev.mynah.dashboards.live;

import dev.mynah.dashboards.live.PanelQuery.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What each query of each panel returned, as a table of Markdown: a column for each who was asked.
 */
final class Proof {
  private final Map<Place, Map<String, String>> rows = new LinkedHashMap<>();
  private final Map<Place, String> expressions = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();

  void add(PanelQuery query, String column, String answer) {
    columns.add(column);
    expressions.put(query.place(), query.expression());
    rows.computeIfAbsent(query.place(), place -> new LinkedHashMap<>()).put(column, answer);
  }

  /** Without the queries' text, for a log. */
  String brief() {
    return table(false);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        "# Every query of every panel, and how many series it returned\n\n"
            + "Columns are who was asked; an empty cell was not asked there, an empty panel has"
            + " 0.\n"
            + "Under load only series of data are counted; stand-in: there was but the 0 that the"
            + " query itself puts\n"
            + "where there is nothing, and no-data.yaml says why.\n\n"
            + table(true));
  }

  private String table(boolean whole) {
    StringBuilder table = new StringBuilder("| dashboard | panel | ref ");
    columns.forEach(column -> table.append("| ").append(column).append(' '));
    table.append(whole ? "| query |\n|---|---|---" : "|\n|---|---|---");
    table.append("|---".repeat(columns.size() + (whole ? 1 : 0))).append("|\n");
    rows.forEach(
        (place, cells) -> {
          table.append("| ").append(place.dashboard());
          table.append(" | ").append(cell(place.panel()));
          table.append(" | ").append(place.ref());
          columns.forEach(
              column -> table.append(" | ").append(cell(cells.getOrDefault(column, ""))));
          if (whole) {
            String query = expressions.getOrDefault(place, "");
            table.append(" | `").append(cell(query)).append('`');
          }
          table.append(" |\n");
        });
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
