package dev.mynah.agent.route.match;

import java.util.List;
import java.util.Locale;

/** The host the client named; {@code *.example.com} is every host below it, but not itself. */
final class HostPredicate implements Predicate {
  private static final Dimension HOST = new Dimension.Host();

  private final String expected;
  private final boolean below;

  HostPredicate(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    below = lower.startsWith("*.");
    expected = below ? lower.substring(1) : lower;
  }

  @Override
  public boolean test(RequestView view) {
    String host = view.host();
    return below
        ? host.length() > expected.length() && host.endsWith(expected)
        : host.equals(expected);
  }

  @Override
  public boolean readsBody() {
    return false;
  }

  @Override
  public List<Key> keys() {
    return List.of(new Key(HOST, expected));
  }

  @Override
  public String signature() {
    return "host " + below + expected;
  }

  @Override
  public String explain(RequestView view) {
    String wanted = below ? "*" + expected : expected;
    String found = view.host().isEmpty() ? "nothing" : Quoted.of(view.host());
    return "host: expected " + Quoted.of(wanted) + ", found " + found;
  }
}
