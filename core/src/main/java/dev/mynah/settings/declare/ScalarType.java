package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Scalar;
import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One text. */
final class ScalarType<T> extends Type<T> {
  /** Longer than any number, duration or address; a text has no such bound. */
  static final int LONGEST_TOKEN = 200;

  private final Form<T> form;

  ScalarType(Form<T> form) {
    this.form = form;
  }

  /**
   * @param expected what is printed for a text that is no such thing at all
   * @param expands whether {@code ${NAME}} is replaced
   * @param open whether the value, once expanded, may be shown: not for texts and addresses, which
   *     may hold a secret of the environment
   */
  record Form<T>(
      String words,
      String allowed,
      String expected,
      boolean expands,
      boolean open,
      Function<String, T> parser,
      Look<T> look) {}

  /** How it is written and what an editor knows of it. */
  record Look<T>(Function<T, String> show, Consumer<ObjectNode> schema) {}

  @Override
  public @Nullable T read(Node node, Reading reading) {
    if (!(node instanceof Scalar scalar) || scalar.isNull()) {
      reading.problems().error(node.place(), node.shown(), form.expected);
      return null;
    }
    String text = form.expands ? reading.expand(scalar) : scalar.text();
    if (text == null) {
      return null;
    }
    try {
      return form.parser.apply(text);
    } catch (Refused e) {
      reading.problems().error(node.place(), found(scalar, text), e.expected());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      reading.problems().error(node.place(), found(scalar, text), form.expected);
    }
    return null;
  }

  private String found(Scalar scalar, String text) {
    boolean expanded = !text.equals(scalar.text());
    if (!expanded || !form.open || scalar.secret()) {
      return scalar.shown();
    }
    return new Scalar(text, false, scalar.place()).shown() + " from " + scalar.shown();
  }

  @Override
  public String words() {
    return form.words;
  }

  @Override
  public String allowed() {
    return form.allowed;
  }

  @Override
  public String show(T value) {
    return form.look.show.apply(value);
  }

  @Override
  public boolean scalar() {
    return true;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = definitions.object();
    form.look.schema.accept(schema);
    return schema;
  }
}
