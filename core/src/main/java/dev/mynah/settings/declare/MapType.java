package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of one type by keys that the user chooses. */
public final class MapType<T> extends Type<Map<String, T>> {
  private final Type<T> value;
  private final Pattern keys;
  private final String keyWords;

  MapType(Type<T> value) {
    this(value, Pattern.compile("(?s).+"), "some text");
  }

  private MapType(Type<T> value, Pattern keys, String keyWords) {
    this.value = value;
    this.keys = keys;
    this.keyWords = keyWords;
  }

  /** The same with keys that match a pattern. */
  public MapType<T> withKeys(Pattern pattern, String words) {
    return new MapType<>(value, pattern, words);
  }

  Type<T> value() {
    return value;
  }

  @Override
  public @Nullable Map<String, T> read(Node node, Reading reading) {
    Map<String, T> values = new LinkedHashMap<>();
    if (node instanceof Scalar scalar && scalar.isNull()) {
      return values;
    }
    if (!(node instanceof Mapping mapping)) {
      reading
          .problems()
          .error(node.place(), node.shown(), "expected " + Words.withArticle(words()));
      return null;
    }
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (!keys.matcher(key).matches()) {
        Node wrong = entry.getValue();
        reading.problems().error(wrong.place(), Shown.of(key), "expected " + keyWords + " as key");
        continue;
      }
      Node child = Shown.isSensitive(key) ? hidden(entry.getValue()) : entry.getValue();
      T read = value.read(child, reading);
      if (read != null) {
        values.put(key, read);
      }
    }
    return values;
  }

  /** A field named like a secret is never shown, whatever is wrong with it. */
  static Node hidden(Node node) {
    if (node instanceof Scalar scalar) {
      return scalar.hidden();
    }
    if (node instanceof Listing listing) {
      List<Node> items = listing.items().stream().map(MapType::hidden).toList();
      return new Listing(items, listing.place());
    }
    return node;
  }

  @Override
  public String words() {
    return "map of " + value.words();
  }

  @Override
  public String allowed() {
    return value.allowed();
  }

  @Override
  public List<Section<?>> sections() {
    return value.sections();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object();
    schema.putArray("type").add("object").add("null");
    schema.set("additionalProperties", value.schema(definitions));
    return schema;
  }
}
