package dev.mynah.dashboards.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard's JSON, as Grafana would read it. */
record Board(JsonNode json) {

  /** A panel of it. */
  record Panel(Board board, JsonNode json) {
    String title() {
      return json.path("title").asText();
    }

    String type() {
      return json.path("type").asText();
    }

    boolean asks() {
      return !type().equals("text") && !type().equals("row");
    }

    Stream<Target> targets() {
      return each(json.path("targets")).map(target -> new Target(this, target));
    }
  }

  /** A query of a panel. */
  record Target(Panel panel, JsonNode json) {
    String expression() {
      return json.path("expr").asText();
    }

    boolean ofLoki() {
      return json.path("datasource").path("type").asText().equals("loki");
    }
  }

  String uid() {
    return json.path("uid").asText();
  }

  /** All panels; those inside of folded rows too, rows themselves not. */
  Stream<Panel> panels() {
    return each(json.path("panels"))
        .flatMap(panel -> Stream.concat(Stream.of(panel), each(panel.path("panels"))))
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .map(panel -> new Panel(this, panel));
  }

  Stream<JsonNode> variables() {
    return each(json.path("templating").path("list"));
  }

  Optional<JsonNode> variable(String name) {
    return variables().filter(variable -> variable.path("name").asText().equals(name)).findFirst();
  }

  Stream<JsonNode> annotations() {
    return each(json.path("annotations").path("list"));
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
