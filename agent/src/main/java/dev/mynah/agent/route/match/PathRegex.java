package dev.mynah.agent.route.match;

import java.util.List;
import java.util.regex.Pattern;

/** The whole decoded path matches a regular expression. */
final class PathRegex implements Predicate {
  private final Pattern pattern;

  PathRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  @Override
  public boolean test(RequestView view) {
    return view.pathMatches(pattern);
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
    return "path " + ValueTest.pattern(pattern);
  }

  @Override
  public String explain(RequestView view) {
    return "path: expected a match of "
        + Quoted.of(pattern.pattern())
        + ", found "
        + Quoted.of(view.pathText());
  }
}
