package dev.mynah.agent.route.match;

import java.util.List;
import java.util.Locale;

/** Whether the request came over TLS. */
final class SchemePredicate implements Predicate {
  private final String expected;

  SchemePredicate(String scheme) {
    expected = scheme.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean test(RequestView view) {
    return view.head().scheme().text().equals(expected);
  }

  @Override
  public boolean readsBody() {
    return false;
  }

  @Override
  public List<Key> keys() {
    return List.of();
  }

  @Override
  public String signature() {
    return "scheme " + expected;
  }

  @Override
  public String explain(RequestView view) {
    return "scheme: expected "
        + Quoted.of(expected)
        + ", found "
        + Quoted.of(view.head().scheme().text());
  }
}
