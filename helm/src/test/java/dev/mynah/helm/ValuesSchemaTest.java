package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema and values.yaml know the same values, and nothing else may be given. */
class ValuesSchemaTest {
  /** Objects of Kubernetes, or maps whose keys are the team's. */
  private static final List<String> OPEN =
      List.of("podSecurityContext", "securityContext", "stubs.initContainer", "global");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyObjectOfTheSchemaHasTheKeysOfTheValues() throws IOException {
    JsonNode schema = JSON.readTree(Values.CHART.resolve("values.schema.json").toFile());
    JsonNode values = new YAMLMapper().readTree(Values.CHART.resolve("values.yaml").toFile());
    List<String> differences = new ArrayList<>();

    compare("", schema, values, differences);

    assertThat(differences).isEmpty();
  }

  private static void compare(
      String path, JsonNode schema, JsonNode values, List<String> differences) {
    if (!schema.has("properties") || OPEN.contains(path) || path.endsWith("abels")) {
      return;
    }
    if (schema.path("additionalProperties").asBoolean(true)) {
      differences.add(path + ": open");
    }
    TreeSet<String> known = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    known.removeAll(List.of("global"));
    TreeSet<String> given = new TreeSet<>();
    if (values instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(given::add);
    }
    boolean limits = path.startsWith("resources.");
    if (limits ? !known.containsAll(given) : !known.equals(given)) {
      differences.add(path + ": schema has " + known + ", values have " + given);
    }
    for (String key : given) {
      String below = path.isEmpty() ? key : path + "." + key;
      compare(below, schema.path("properties").path(key), values.path(key), differences);
    }
  }
}
