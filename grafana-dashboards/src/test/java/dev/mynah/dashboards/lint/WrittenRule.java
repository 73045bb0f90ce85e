package dev.mynah.dashboards.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule as it stands in a file of rules.
 *
 * @param before names of the recording rules that stand before it
 */
record WrittenRule(JsonNode yaml, List<String> before) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Rules of all groups of a file in their order. */
  static List<WrittenRule> of(String file) {
    List<WrittenRule> rules = new ArrayList<>();
    List<String> recorded = new ArrayList<>();
    for (JsonNode group : read(file).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        rules.add(new WrittenRule(rule, List.copyOf(recorded)));
        if (rule.has("record")) {
          recorded.add(rule.path("record").asText());
        }
      }
    }
    return rules;
  }

  private static JsonNode read(String file) {
    try {
      return YAML.readTree(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  boolean isAlert() {
    return yaml.has("alert");
  }

  String name() {
    return yaml.path(isAlert() ? "alert" : "record").asText();
  }

  Question question() {
    return Question.of(yaml.path("expr").asText());
  }

  String lasting() {
    return yaml.path("for").asText();
  }

  String annotation(String name) {
    return yaml.path("annotations").path(name).asText();
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    yaml.path("labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
    return labels;
  }
}
