package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A section that may also be written as one value: {@code delay: 200ms}. */
final class ShortForm<T> extends Type<T> {
  private final Section<T> section;
  private final Type<T> form;

  ShortForm(Section<T> section, Type<T> form) {
    this.section = section;
    this.form = form;
  }

  @Override
  public @Nullable T read(Node node, Reading reading) {
    boolean full = node instanceof Mapping || (node instanceof Scalar scalar && scalar.isNull());
    return full ? section.read(node, reading) : form.read(node, reading);
  }

  @Override
  public String words() {
    return form.words() + ", or section";
  }

  @Override
  public String allowed() {
    return form.allowed();
  }

  @Override
  public String show(T value) {
    return form.show(value);
  }

  @Override
  public boolean scalar() {
    return form.scalar();
  }

  @Override
  public List<Section<?>> sections() {
    return List.of(section);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode either = definitions.object();
    either.putArray("anyOf").add(form.schema(definitions)).add(section.schema(definitions));
    return either;
  }
}
