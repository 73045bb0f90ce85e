package dev.mynah.agent.route.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.ValueMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath expression finds something in the body, or something that passes. A body that is not
 * JSON fulfils none, not even one that expects nothing.
 */
final class BodyJsonPath implements Predicate {
  private final JsonPathExpression expression;
  private final ValueTest test;
  private final @Nullable String expectedNumber;

  BodyJsonPath(BodyMatch.JsonPath match) {
    expression = JsonPathExpression.of(match.expression());
    ValueMatch value = match.value();
    test = new ValueTest(value == null ? new ValueMatch.Present() : value);
    String expected = test.expected();
    String canonical = expected == null ? null : Json.canonical(expected);
    expectedNumber = canonical == null || canonical.equals(expected) ? null : canonical;
  }

  @Override
  public boolean test(RequestView view) {
    JsonNode json = view.json();
    if (json == null) {
      return false;
    }
    List<String> found = expression.texts(json);
    return test.passes(found, view) || isExpectedNumber(found);
  }

  private boolean isExpectedNumber(List<String> found) {
    return expectedNumber != null
        && found.stream().anyMatch(text -> Json.canonical(text).equals(expectedNumber));
  }

  @Override
  public boolean readsBody() {
    return true;
  }

  @Override
  public List<Key> keys() {
    String expected = test.expected();
    return expected == null
        ? List.of()
        : List.of(
            new Key(new Dimension.JsonPathValue(expression), Folded.of(Json.canonical(expected))));
  }

  @Override
  public String signature() {
    return "body " + expression + " " + test.signature();
  }

  @Override
  public String explain(RequestView view) {
    JsonNode json = view.json();
    if (json == null) {
      return "body: expected JSON with "
          + Quoted.of(expression.toString())
          + ", found "
          + notJson(view);
    }
    String found =
        Secrets.isSecret(expression.toString())
            ? "values that are not shown"
            : Quoted.of(expression.texts(json));
    return "body "
        + Quoted.of(expression.toString())
        + ": expected "
        + test.describe()
        + ", found "
        + found;
  }

  static String notJson(RequestView view) {
    return view.bodyLength() == 0 ? "an empty body" : "something else";
  }
}
