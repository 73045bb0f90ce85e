package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be: reads it, names it and describes it to an editor.
 *
 * @param <T> what it becomes
 */
public abstract class Type<T> {
  Type() {}

  /**
   * The value, as far as it can be read.
   *
   * @return null when there is none; the reading then holds the problem. A list or map comes
   *     without the entries that could not be read.
   */
  public abstract @Nullable T read(Node node, Reading reading);

  /** The type in the reference, such as {@code duration}. */
  public abstract String words();

  /** What is allowed beyond the type, such as {@code 0s to 365d}; empty when everything is. */
  public String allowed() {
    return "";
  }

  /** A value as one would write it; used for defaults. */
  public String show(T value) {
    return String.valueOf(value);
  }

  /** Its JSON Schema (draft 2020-12). */
  public abstract ObjectNode schema(Definitions definitions);

  /** Whether one text says it all, so that the environment and a flag can give it. */
  public boolean scalar() {
    return false;
  }

  /** The sections that are written inside such a value; for the reference. */
  public List<Section<?>> sections() {
    return List.of();
  }

  /** A list of these; one alone may stand without the list. */
  public final Type<List<T>> listOrOne() {
    return new ListType<>(this, true);
  }

  /** A list of these. */
  public final Type<List<T>> list() {
    return new ListType<>(this, false);
  }

  /** These by a key of any name. */
  public final MapType<T> byName() {
    return new MapType<>(this);
  }

  /** The same values made into something else. */
  public final <U> Type<U> becoming(Function<? super T, ? extends U> function) {
    return new MappedType<>(this, function);
  }
}
