package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The named parts of a JSON Schema while it is written, so that each section stands there once. */
public final class Definitions {
  private final Map<String, ObjectNode> byName = new TreeMap<>();

  /** A fresh object. */
  ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A reference to a section's definition, written on first use. */
  ObjectNode reference(Section<?> section) {
    if (!byName.containsKey(section.name())) {
      ObjectNode body = object();
      byName.put(section.name(), body);
      section.writeSchema(body, this);
    }
    return object().put("$ref", "#/$defs/" + section.name());
  }

  /** All definitions, by name. */
  public ObjectNode all() {
    ObjectNode all = object();
    byName.forEach(all::set);
    return all;
  }
}
