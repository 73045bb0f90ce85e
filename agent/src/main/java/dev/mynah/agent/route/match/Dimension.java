package dev.mynah.agent.route.match;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something of a request that has values which can be looked up by hash: one header, one parameter,
 * the host, one field of a JSON body. Values are given out folded to one case, so an index over
 * them finds at least every candidate, now and then one too many.
 */
public sealed interface Dimension {
  /** Whether its values come from the body. */
  boolean ofBody();

  /** Hands out every value that this request has. */
  void values(RequestView view, Consumer<String> to);

  /** A parameter of the query. */
  record Query(String name) implements Dimension {
    @Override
    public boolean ofBody() {
      return false;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      each(view.query(), name, to);
    }
  }

  /** A cookie. */
  record Cookie(String name) implements Dimension {
    @Override
    public boolean ofBody() {
      return false;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      each(view.cookies(), name, to);
    }
  }

  /**
   * A header.
   *
   * @param name in lower case
   */
  record Header(String name, FieldName field) implements Dimension {
    public Header(String name) {
      this(name.toLowerCase(Locale.ROOT), FieldName.of(name));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Header that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return "Header[" + name + "]";
    }

    @Override
    public boolean ofBody() {
      return false;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      Fields fields = view.head().fields();
      for (int i = fields.indexOf(field, 0); i >= 0; i = fields.indexOf(field, i + 1)) {
        to.accept(Folded.of(view.headerValue(i)));
      }
    }
  }

  /** The host itself and, each with its leading dot, the domains it is under. */
  record Host() implements Dimension {
    @Override
    public boolean ofBody() {
      return false;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      String host = view.host();
      to.accept(host);
      for (int dot = host.indexOf('.', 1); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        to.accept(host.substring(dot));
      }
    }
  }

  /** The whole body as text. */
  record BodyText() implements Dimension {
    @Override
    public boolean ofBody() {
      return true;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      to.accept(view.bodyText());
    }
  }

  /** The whole body as a JSON value, by a hash that knows no order. */
  record WholeJson() implements Dimension {
    @Override
    public boolean ofBody() {
      return true;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      JsonNode json = view.json();
      if (json != null) {
        to.accept(Integer.toString(JsonEquality.orderlessHash(json)));
      }
    }
  }

  /** One scalar field of a JSON body. */
  record JsonField(JsonPointer pointer) implements Dimension {
    @Override
    public boolean ofBody() {
      return true;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      JsonNode json = view.json();
      JsonNode field = json == null ? null : json.at(pointer);
      if (field != null && field.isValueNode()) {
        to.accept(JsonEquality.scalar(field));
      }
    }
  }

  /** What a JSONPath expression finds. */
  record JsonPathValue(JsonPathExpression expression) implements Dimension {
    @Override
    public boolean ofBody() {
      return true;
    }

    @Override
    public void values(RequestView view, Consumer<String> to) {
      JsonNode json = view.json();
      if (json != null) {
        for (String found : expression.texts(json)) {
          to.accept(Folded.of(Json.canonical(found)));
        }
      }
    }
  }

  private static void each(Pairs pairs, String name, Consumer<String> to) {
    for (int i = pairs.indexOf(name, 0); i >= 0; i = pairs.indexOf(name, i + 1)) {
      to.accept(Folded.of(pairs.value(i)));
    }
  }
}
