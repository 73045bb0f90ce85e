package dev.mynah.agent.mock.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes a JSON value apart into text that stands and strings that are templates. */
final class JsonTemplateCompiler {
  /** A string that is one call of toJson and nothing else: it stands for a value, not for text. */
  private static final Pattern JSON_CALL =
      Pattern.compile("\\s*\\{\\{\\{?~?\\s*toJson\\s.*", Pattern.DOTALL);

  private final TemplateEngine engine;
  private final List<JsonTemplate.Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  JsonTemplateCompiler(TemplateEngine engine) {
    this.engine = engine;
  }

  JsonTemplate compile(JsonNode root) throws TemplateException {
    value(root, "");
    flush();
    return new JsonTemplate(parts);
  }

  private void value(JsonNode node, String where) throws TemplateException {
    if (node.isObject()) {
      object(node, where);
    } else if (node.isArray()) {
      array(node, where);
    } else if (node.isTextual()) {
      string(node.textValue(), where, true);
    } else {
      literal.append(node);
    }
  }

  private void object(JsonNode node, String where) throws TemplateException {
    literal.append('{');
    String comma = "";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      literal.append(comma);
      comma = ",";
      string(field.getKey(), where + "." + field.getKey(), false);
      literal.append(':');
      value(field.getValue(), where + "." + field.getKey());
    }
    literal.append('}');
  }

  private void array(JsonNode node, String where) throws TemplateException {
    literal.append('[');
    for (int i = 0; i < node.size(); i++) {
      literal.append(i == 0 ? "" : ",");
      value(node.get(i), where + "[" + i + "]");
    }
    literal.append(']');
  }

  private void string(String text, String where, boolean mayBeValue) throws TemplateException {
    if (!text.contains("{{")) {
      literal.append(TextNode.valueOf(text));
      return;
    }
    flush();
    Template template = engine.compile(text, where);
    boolean json = mayBeValue && isJsonCall(text);
    parts.add(new JsonTemplate.Part(template, false, json));
  }

  private static boolean isJsonCall(String text) {
    return JSON_CALL.matcher(text).matches() && Tags.read(text).isOneTag();
  }

  private void flush() {
    if (literal.length() > 0) {
      parts.add(new JsonTemplate.Part(Template.literal(literal.toString()), true, false));
      literal.setLength(0);
    }
  }
}
