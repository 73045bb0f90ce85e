package dev.mynah.exporter.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks values against schemas, as far as the keywords go that our document uses. */
final class SchemaCheck {
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "anyOf",
          "$ref",
          "description");
  private final JsonNode document;

  SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /** What is wrong, place by place. */
  List<String> faults(JsonNode schema, JsonNode value, String place) {
    List<String> faults = new ArrayList<>();
    if (schema.isMissingNode()) {
      faults.add(place + ": no schema");
      return faults;
    }
    schema.fieldNames().forEachRemaining(name -> unknown(name, place, faults));
    if (schema.has("$ref")) {
      return faults(document.at(schema.get("$ref").asText().substring(1)), value, place);
    }
    if (schema.has("anyOf")) {
      for (JsonNode each : schema.get("anyOf")) {
        if (faults(each, value, place).isEmpty()) {
          return faults;
        }
      }
      faults.add(place + ": none of the alternatives");
      return faults;
    }
    if (!isOfType(schema.get("type"), value)) {
      faults.add(place + ": " + value + " is no " + schema.get("type"));
    } else if (value.isObject()) {
      object(schema, value, place, faults);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        faults.addAll(faults(schema.path("items"), value.get(i), place + "/" + i));
      }
    }
    return faults;
  }

  private void object(JsonNode schema, JsonNode value, String place, List<String> faults) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        faults.add(place + ": lacks " + name.asText());
      }
    }
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      JsonNode property = schema.path("properties").path(each.getKey());
      if (!property.isMissingNode()) {
        faults.addAll(faults(property, each.getValue(), place + "/" + each.getKey()));
      } else if (!schema.path("additionalProperties").asBoolean(true)) {
        faults.add(place + ": has " + each.getKey());
      }
    }
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (isOfType(each, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static void unknown(String name, String place, List<String> faults) {
    if (!KNOWN.contains(name)) {
      faults.add(place + ": the check does not know " + name);
    }
  }
}
