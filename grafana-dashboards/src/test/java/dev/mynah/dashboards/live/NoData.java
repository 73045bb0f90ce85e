package dev.mynah.dashboards.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mynah.dashboards.live.PanelQuery.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where an empty panel is what is meant, declared in {@code no-data.yaml} with a reason. A
 * declaration that nothing needs any more is told.
 */
final class NoData {
  private final List<Entry> entries;
  private final Set<Entry> needed = new LinkedHashSet<>();

  /**
   * One declaration.
   *
   * @param target who is looked at
   * @param panel its title, {@code *} for all of the dashboard
   * @param query a ref; {@code *} for all of the panel
   */
  record Entry(String target, String dashboard, String panel, String query, String reason) {
    boolean speaksOf(String looked, Place place) {
      return target.equals(looked)
          && dashboard.equals(place.dashboard())
          && (panel.equals("*") || panel.equals(place.panel()))
          && (query.equals("*") || query.equals(place.ref()));
    }
  }

  private NoData(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  static NoData read(Path file) {
    if (!Files.exists(file)) {
      return new NoData(List.of());
    }
    List<Entry> entries = new ArrayList<>();
    try {
      for (JsonNode entry : new YAMLMapper().readTree(file.toFile()).path("noData")) {
        for (JsonNode target : entry.path("targets")) {
          entries.add(
              new Entry(
                  target.asText(),
                  text(entry, "dashboard"),
                  text(entry, "panel"),
                  entry.path("query").asText("*"),
                  text(entry, "reason")));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(file.toString(), broken);
    }
    return new NoData(entries);
  }

  private static String text(JsonNode entry, String key) {
    if (entry.path(key).asText().isBlank()) {
      throw new AssertionError("no-data.yaml: no " + key + " in " + entry);
    }
    return entry.path(key).asText();
  }

  /** What was needed for a target so far is forgotten: it is looked at anew. */
  void lookAnew(String target) {
    needed.removeIf(entry -> entry.target().equals(target));
  }

  /** Whether it is declared, which then counts as needed. */
  boolean allows(String target, Place place) {
    boolean allowed = false;
    for (Entry entry : entries) {
      if (entry.speaksOf(target, place)) {
        needed.add(entry);
        allowed = true;
      }
    }
    return allowed;
  }

  /** Declarations for a target that were not needed. */
  List<Entry> needless(String target) {
    return entries.stream()
        .filter(entry -> entry.target().equals(target) && !needed.contains(entry))
        .toList();
  }
}
