package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A type whose value is made of another's. */
final class MappedType<S, T> extends Type<T> {
  private final Type<S> type;
  private final Function<? super S, ? extends T> function;

  MappedType(Type<S> type, Function<? super S, ? extends T> function) {
    this.type = type;
    this.function = function;
  }

  @Override
  public @Nullable T read(Node node, Reading reading) {
    S value = type.read(node, reading);
    return value == null ? null : function.apply(value);
  }

  @Override
  public String words() {
    return type.words();
  }

  @Override
  public String allowed() {
    return type.allowed();
  }

  @Override
  public boolean scalar() {
    return type.scalar();
  }

  @Override
  public List<Section<?>> sections() {
    return type.sections();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return type.schema(definitions);
  }
}
