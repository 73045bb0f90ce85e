package dev.mynah.agent.event.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON with its secrets struck out. Of a document that was cut off, what is there of it is kept, as
 * a shorter document; where it cannot be told what would have been struck out of the whole, nothing
 * is.
 */
final class JsonText {
  private static final int MOST_DEPTH = 100;
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final CaptureRules rules;
  private final List<JsonNode> values = new ArrayList<>();

  private JsonText(CaptureRules rules) {
    this.rules = rules;
  }

  /**
   * Reads one value, or several one after the other, as streams of lines have them.
   *
   * @param cut whether there was more of it
   * @return null when nothing of it may be told
   */
  static @Nullable String struck(byte[] bytes, int length, boolean cut, CaptureRules rules) {
    if (cut && !rules.paths().stream().allMatch(StruckPath::isPlain)) {
      return null;
    }
    JsonText text = new JsonText(rules);
    try (JsonParser parser = FACTORY.createParser(bytes, 0, length)) {
      text.read(parser);
    } catch (TooDeep deep) {
      return null;
    } catch (IOException | NumberFormatException broken) {
      if (!cut) {
        return null;
      }
    }
    try {
      for (JsonNode value : text.values) {
        rules.paths().forEach(path -> path.strike(value));
      }
    } catch (RuntimeException unwilling) {
      // What cannot be struck out is not told at all.
      return null;
    }
    return text.values.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
  }

  private void read(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      JsonNode value = begun(parser, token);
      values.add(value);
      fill(value, parser, 1);
    }
  }

  /** A value that is whole, or an object or a list that is still empty. */
  private static JsonNode begun(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> NODES.objectNode();
      case START_ARRAY -> NODES.arrayNode();
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  /** Reads what is in it: it stands in its place already, should the text break off. */
  private void fill(JsonNode value, JsonParser parser, int depth) throws IOException {
    if (depth > MOST_DEPTH) {
      throw new TooDeep();
    }
    if (value instanceof ObjectNode object) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(object, parser.currentName(), parser, depth);
      }
    } else if (value instanceof ArrayNode array) {
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        JsonNode element = begun(parser, token);
        array.add(element);
        fill(element, parser, depth + 1);
      }
    }
  }

  private void member(ObjectNode object, String name, JsonParser parser, int depth)
      throws IOException {
    if (rules.secrets().has(name)) {
      object.set(name, TextNode.valueOf(SecretNames.STRUCK));
      parser.nextToken();
      parser.skipChildren();
      return;
    }
    JsonNode value = begun(parser, parser.nextToken());
    object.set(name, value);
    fill(value, parser, depth + 1);
  }

  /** Deeper than anybody writes who does not want to do harm. */
  private static final class TooDeep extends IOException {
    private static final long serialVersionUID = 1;

    TooDeep() {
      super("nested too deeply");
    }
  }
}
