package dev.mynah.agent.route.match;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.ValueMatch;
import java.util.List;

/** A condition on the body's text. */
final class BodyText implements Predicate {
  private static final Dimension TEXT = new Dimension.BodyText();

  private final ValueTest test;

  private BodyText(ValueMatch match) {
    test = new ValueTest(match);
  }

  static Predicate of(BodyMatch.TextEqual match) {
    return new BodyText(new ValueMatch.Equal(match.expected(), false));
  }

  static Predicate of(BodyMatch.Contains match) {
    return new BodyText(new ValueMatch.Contains(match.part()));
  }

  static Predicate of(BodyMatch.Matches match) {
    return new BodyText(new ValueMatch.Matches(match.pattern()));
  }

  @Override
  public boolean test(RequestView view) {
    return test.passes(List.of(view.bodyText()), view);
  }

  @Override
  public boolean readsBody() {
    return true;
  }

  @Override
  public List<Key> keys() {
    String expected = test.expected();
    return expected == null ? List.of() : List.of(new Key(TEXT, expected));
  }

  @Override
  public String signature() {
    return "body " + test.signature();
  }

  @Override
  public String explain(RequestView view) {
    String found = view.bodyLength() == 0 ? "an empty body" : "another text";
    return "body: expected " + test.describe() + ", found " + found;
  }
}
