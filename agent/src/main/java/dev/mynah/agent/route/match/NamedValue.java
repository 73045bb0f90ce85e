package dev.mynah.agent.route.match;

import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.util.ArrayList;
import java.util.List;

/** A condition on the values of one name: a query parameter, a header or a cookie. */
final class NamedValue implements Predicate {
  private final String kind;
  private final String name;
  private final Dimension dimension;
  private final ValueTest test;
  private final ValueReader reader;

  private NamedValue(
      String kind, String name, Dimension dimension, ValueMatch match, ValueReader reader) {
    this.kind = kind;
    this.name = name;
    this.dimension = dimension;
    this.test = new ValueTest(match);
    this.reader = reader;
  }

  static Predicate query(String name, ValueMatch match) {
    return new NamedValue(
        "query parameter",
        name,
        new Dimension.Query(name),
        match,
        (view, to) -> addAll(view.query(), name, to));
  }

  static Predicate cookie(String name, ValueMatch match) {
    return new NamedValue(
        "cookie",
        name,
        new Dimension.Cookie(name),
        match,
        (view, to) -> addAll(view.cookies(), name, to));
  }

  static Predicate header(String name, ValueMatch match) {
    Dimension.Header dimension = new Dimension.Header(name);
    return new NamedValue(
        "header", name, dimension, match, (view, to) -> addAll(view, dimension.field(), to));
  }

  private static void addAll(RequestView view, FieldName name, List<String> to) {
    Fields fields = view.head().fields();
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      to.add(view.headerValue(i));
    }
  }

  private static void addAll(Pairs pairs, String name, List<String> to) {
    for (int i = pairs.indexOf(name, 0); i >= 0; i = pairs.indexOf(name, i + 1)) {
      to.add(pairs.value(i));
    }
  }

  @Override
  public boolean test(RequestView view) {
    return test.passes(values(view), view);
  }

  private List<String> values(RequestView view) {
    List<String> values = new ArrayList<>(1);
    reader.read(view, values);
    return values;
  }

  @Override
  public boolean readsBody() {
    return false;
  }

  @Override
  public List<Key> keys() {
    String expected = test.expected();
    return expected == null ? List.of() : List.of(new Key(dimension, Folded.of(expected)));
  }

  @Override
  public String signature() {
    return dimension + " " + test.signature();
  }

  @Override
  public String explain(RequestView view) {
    List<String> found = values(view);
    if (kind.equals("cookie") || Secrets.isSecret(name)) {
      String expected = test.isNegative() ? "something else" : "another value";
      return kind
          + " "
          + name
          + ": expected "
          + (found.isEmpty() ? "a value" : expected)
          + ", found "
          + (found.isEmpty() ? "nothing" : "a value that is not shown");
    }
    return kind + " " + name + ": expected " + test.describe() + ", found " + Quoted.of(found);
  }

  /** Hands out the values that a request has under the name, as they are. */
  private interface ValueReader {
    void read(RequestView view, List<String> to);
  }
}
