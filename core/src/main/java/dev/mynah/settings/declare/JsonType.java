package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON value, written as YAML or JSON. Plain scalars are what the YAML 1.2 core schema (section
 * 10.3.2) makes of them: {@code NO} and {@code 12:30:00} are text, {@code 0o14} is 12, and {@code
 * 1.10} keeps its digits. Nothing in it is expanded.
 */
final class JsonType extends Type<JsonNode> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern DECIMAL_INTEGER = Pattern.compile("[-+]?[0-9]{1,400}");
  private static final Pattern OTHER_INTEGER =
      Pattern.compile("0o[0-7]{1,400}|0x[0-9a-fA-F]{1,400}");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(\\.[0-9]{1,400}|[0-9]{1,400}(\\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  @Override
  public @Nullable JsonNode read(Node node, Reading reading) {
    if (node instanceof Mapping mapping) {
      ObjectNode object = JSON.objectNode();
      for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
        JsonNode value = read(entry.getValue(), reading);
        if (value != null) {
          object.set(entry.getKey(), value);
        }
      }
      return object;
    }
    if (node instanceof Listing listing) {
      ArrayNode array = JSON.arrayNode();
      for (Node item : listing.items()) {
        JsonNode value = read(item, reading);
        if (value != null) {
          array.add(value);
        }
      }
      return array;
    }
    return scalar((Scalar) node, reading);
  }

  private static @Nullable JsonNode scalar(Scalar scalar, Reading reading) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return JSON.nullNode();
    }
    if (!scalar.plain()) {
      return JSON.textNode(text);
    }
    switch (text) {
      case "true", "True", "TRUE" -> {
        return JSON.booleanNode(true);
      }
      case "false", "False", "FALSE" -> {
        return JSON.booleanNode(false);
      }
      default -> {}
    }
    if (NOT_FINITE.matcher(text).matches()) {
      reading.problems().error(scalar.place(), scalar.shown(), "JSON has no such number");
      return null;
    }
    return number(text);
  }

  private static JsonNode number(String text) {
    if (DECIMAL_INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text));
    }
    if (OTHER_INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text.substring(2), text.charAt(1) == 'o' ? 8 : 16));
    }
    if (FLOAT.matcher(text).matches()) {
      return JSON.numberNode(new BigDecimal(text));
    }
    return JSON.textNode(text);
  }

  private static JsonNode integer(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return JSON.numberNode(value.intValueExact());
    }
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValueExact())
        : JSON.numberNode(value);
  }

  @Override
  public String words() {
    return "JSON value";
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.object();
  }
}
