package dev.mynah.dashboards.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.dashboards.live.PanelQuery.How;
import dev.mynah.dashboards.live.PanelQuery.Place;
import dev.mynah.dashboards.live.PanelQuery.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A dashboard as its JSON has it. */
final class Dashboard {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Ways to name the data source that was chosen above; what uses another is not ours to ask. */
  private static final Set<String> CHOSEN = Set.of("${datasource}", "$datasource");

  private final String file;
  private final JsonNode root;
  private final List<PanelQuery> queries = new ArrayList<>();

  private Dashboard(String file, JsonNode root) {
    this.file = file;
    this.root = root;
    panels(root.path("panels"));
    for (JsonNode annotation : root.at("/annotations/list")) {
      annotation(annotation);
    }
  }

  static Dashboard read(Path path) {
    try {
      return of(path.getFileName().toString(), JSON.readTree(path.toFile()));
    } catch (IOException broken) {
      throw new UncheckedIOException(path.toString(), broken);
    }
  }

  static Dashboard of(String file, JsonNode root) {
    return new Dashboard(file, root);
  }

  String file() {
    return file;
  }

  String uid() {
    return root.path("uid").asText();
  }

  /** What its panels and annotations ask, in the order of the page. */
  List<PanelQuery> queries() {
    return List.copyOf(queries);
  }

  /** What can be chosen at its top, as Grafana has it. */
  List<JsonNode> variables() {
    List<JsonNode> variables = new ArrayList<>();
    root.at("/templating/list").forEach(variables::add);
    return variables;
  }

  private void panels(JsonNode panels) {
    for (JsonNode panel : panels) {
      panels(panel.path("panels"));
      for (JsonNode target : panel.path("targets")) {
        if (isOurs(target.has("datasource") ? target : panel)) {
          queries.add(query(panel, target));
        }
      }
    }
  }

  private PanelQuery query(JsonNode panel, JsonNode target) {
    return new PanelQuery(
        new Place(
            uid(),
            panel.path("title").asText(),
            target.path("refId").asText(),
            panel.path("id").asInt()),
        target.path("expr").asText(),
        how(target),
        new Shape(
            target.has("interval")
                ? target.path("interval").asText()
                : panel.path("interval").asText(),
            panel.path("timeFrom").asText(),
            panel.path("repeat").asText(),
            panel.at("/fieldConfig/defaults/noValue").asText(),
            target.path("exemplar").asBoolean()));
  }

  private void annotation(JsonNode annotation) {
    String expression =
        annotation.has("expr")
            ? annotation.path("expr").asText()
            : annotation.at("/target/expr").asText();
    if (isOurs(annotation) && !expression.isEmpty()) {
      Place place = new Place(uid(), "annotation: " + annotation.path("name").asText(), "A", 0);
      queries.add(new PanelQuery(place, expression, How.ANNOTATION, Shape.PLAIN));
    }
  }

  private static How how(JsonNode target) {
    boolean instant = target.path("instant").asBoolean();
    boolean range = target.path("range").asBoolean(!instant);
    if (instant && range) {
      return How.BOTH;
    }
    return instant ? How.INSTANT : How.RANGE;
  }

  private static boolean isOurs(JsonNode asker) {
    JsonNode source = asker.path("datasource");
    return CHOSEN.contains(source.isTextual() ? source.asText() : source.path("uid").asText());
  }
}
