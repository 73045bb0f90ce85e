package dev.mynah.exporter.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Schemas of records (JSON Schema 2020-12, as OpenAPI 3.1 has it), each under its own name. */
final class Shapes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> byName = new TreeMap<>();

  /** All that were asked for, and what they are made of. */
  Map<String, ObjectNode> byName() {
    return byName;
  }

  /** A reference to the schema of a record. */
  ObjectNode reference(Class<?> type) {
    String name = type.getSimpleName();
    if (!byName.containsKey(name)) {
      ObjectNode schema = JSON.objectNode();
      byName.put(name, schema);
      schema.put("type", "object");
      addFields(schema, type);
      schema.put("additionalProperties", false);
    }
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** Adds the components of a record to the properties of an object. */
  void addFields(ObjectNode schema, Class<?> type) {
    ObjectNode properties = schema.withObjectProperty("properties");
    for (RecordField field : RecordField.of(type)) {
      if (field.inline() && field.type() instanceof Class<?> nested) {
        addFields(schema, nested);
      } else {
        properties.set(field.name(), property(field));
        schema.withArrayProperty("required").add(field.name());
      }
    }
  }

  private ObjectNode property(RecordField field) {
    ObjectNode schema = schema(field.type());
    if (field.nullable() && schema.has("$ref")) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(schema).add(JSON.objectNode().put("type", "null"));
      schema = either;
    } else if (field.nullable()) {
      String type = schema.get("type").asText();
      schema.putArray("type").add(type).add("null");
    }
    if (!field.about().isEmpty()) {
      schema.put("description", field.about());
    }
    return schema;
  }

  private ObjectNode schema(Type type) {
    Type element = RecordField.element(type);
    if (!element.equals(type)) {
      ObjectNode array = JSON.objectNode().put("type", "array");
      array.set("items", schema(element));
      return array;
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return reference(record);
    }
    return JSON.objectNode().put("type", scalar(type));
  }

  private static String scalar(Type type) {
    if (List.of(double.class, Double.class, BigDecimal.class).contains(type)) {
      return "number";
    }
    if (List.of(long.class, Long.class, int.class, Integer.class).contains(type)) {
      return "integer";
    }
    if (type == RawJson.class) {
      return "object";
    }
    return type == boolean.class || type == Boolean.class ? "boolean" : "string";
  }
}
