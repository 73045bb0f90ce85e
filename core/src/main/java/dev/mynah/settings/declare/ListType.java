package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several values of one type, in order. */
final class ListType<T> extends Type<List<T>> {
  private final Type<T> item;
  private final boolean oneAlone;

  ListType(Type<T> item, boolean oneAlone) {
    this.item = item;
    this.oneAlone = oneAlone;
  }

  @Override
  public @Nullable List<T> read(Node node, Reading reading) {
    if (node instanceof Listing listing) {
      List<T> values = new ArrayList<>();
      for (Node element : listing.items()) {
        T value = item.read(element, reading);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    }
    if (node instanceof Scalar scalar && scalar.isNull()) {
      return List.of();
    }
    if (oneAlone) {
      T value = item.read(node, reading);
      return value == null ? List.of() : List.of(value);
    }
    reading.problems().error(node.place(), node.shown(), "expected " + Words.withArticle(words()));
    return null;
  }

  @Override
  public String words() {
    return "list of " + item.words() + (oneAlone ? ", or one" : "");
  }

  @Override
  public String allowed() {
    return item.allowed();
  }

  @Override
  public String show(List<T> values) {
    return values.stream().map(item::show).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public boolean scalar() {
    return oneAlone && item.scalar();
  }

  @Override
  public List<Section<?>> sections() {
    return item.sections();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode list = definitions.object();
    list.putArray("type").add("array").add("null");
    list.set("items", item.schema(definitions));
    if (!oneAlone) {
      return list;
    }
    ObjectNode either = definitions.object();
    either.putArray("anyOf").add(item.schema(definitions)).add(list);
    return either;
  }
}
