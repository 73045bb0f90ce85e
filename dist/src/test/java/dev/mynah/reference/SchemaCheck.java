package dev.mynah.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of JSON Schema (draft 2020-12) that our schema uses; any other keyword is an error. */
final class SchemaCheck {
  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "$defs",
          "$ref",
          "title",
          "description",
          "examples",
          "type",
          "enum",
          "pattern",
          "minimum",
          "maximum",
          "properties",
          "patternProperties",
          "additionalProperties",
          "required",
          "items",
          "anyOf");

  private final JsonNode root;

  private SchemaCheck(JsonNode root) {
    this.root = root;
  }

  static SchemaCheck of(JsonNode root) {
    return new SchemaCheck(root);
  }

  List<String> violations(JsonNode value) {
    List<String> found = new ArrayList<>();
    check(root, value, "", found);
    return found;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> found) {
    for (Map.Entry<String, JsonNode> word : schema.properties()) {
      if (!KEYWORDS.contains(word.getKey())) {
        found.add("the schema uses " + word.getKey());
      }
    }
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().substring("#/$defs/".length());
      check(root.get("$defs").get(name), value, at, found);
    }
    if (schema.has("type") && !typeFits(schema.get("type"), value)) {
      found.add(at + ": " + value + " is no " + schema.get("type"));
      return;
    }
    scalar(schema, value, at, found);
    if (schema.has("anyOf") && !any(schema.get("anyOf"), value, at)) {
      found.add(at + ": " + value + " fits no alternative");
    }
    object(schema, value, at, found);
    if (schema.has("items") && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), at + "[" + i + "]", found);
      }
    }
  }

  private boolean any(JsonNode alternatives, JsonNode value, String at) {
    for (JsonNode alternative : alternatives) {
      List<String> found = new ArrayList<>();
      check(alternative, value, at, found);
      if (found.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static void scalar(JsonNode schema, JsonNode value, String at, List<String> found) {
    if (schema.has("pattern") && value.isTextual()) {
      if (!Pattern.compile(schema.get("pattern").asText()).matcher(value.asText()).find()) {
        found.add(at + ": " + value + " does not match " + schema.get("pattern"));
      }
    }
    boolean low = schema.has("minimum") && value.isNumber();
    if (low && value.decimalValue().compareTo(schema.get("minimum").decimalValue()) < 0) {
      found.add(at + ": " + value + " is too small");
    }
    boolean high = schema.has("maximum") && value.isNumber();
    if (high && value.decimalValue().compareTo(schema.get("maximum").decimalValue()) > 0) {
      found.add(at + ": " + value + " is too large");
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      found.add(at + ": " + value + " is not one of " + schema.get("enum"));
    }
  }

  private void object(JsonNode schema, JsonNode value, String at, List<String> found) {
    if (!value.isObject()) {
      return;
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        found.add(at + ": " + name + " is missing");
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode property = property(schema, field.getKey());
      String here = at + "." + field.getKey();
      if (property.isBoolean() && !property.asBoolean()) {
        found.add(here + ": unknown key");
      } else if (property.isObject()) {
        check(property, field.getValue(), here, found);
      }
    }
  }

  private static JsonNode property(JsonNode schema, String key) {
    JsonNode declared = schema.path("properties").path(key);
    return declared.isMissingNode() ? schema.path("additionalProperties") : declared;
  }

  private static boolean contains(JsonNode all, JsonNode value) {
    for (JsonNode each : all) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean typeFits(JsonNode types, JsonNode value) {
    if (types.isTextual()) {
      return isOf(types.asText(), value);
    }
    for (JsonNode type : types) {
      if (isOf(type.asText(), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
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
}
