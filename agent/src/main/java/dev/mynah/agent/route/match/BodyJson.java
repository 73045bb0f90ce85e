package dev.mynah.agent.route.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.config.BodyMatch;
import java.util.List;

/** The body is the expected JSON value. */
final class BodyJson implements Predicate {
  private static final Dimension WHOLE = new Dimension.WholeJson();
  private static final int MOST_KEYS = 16;

  private final BodyMatch.JsonEqual match;

  BodyJson(BodyMatch.JsonEqual match) {
    this.match = match;
  }

  @Override
  public boolean test(RequestView view) {
    JsonNode json = view.json();
    return json != null
        && JsonEquality.matches(
            match.expected(), json, match.ignoreArrayOrder(), match.ignoreExtraElements());
  }

  @Override
  public boolean readsBody() {
    return true;
  }

  @Override
  public List<Key> keys() {
    return match.ignoreExtraElements()
        ? JsonEquality.scalarKeys(match.expected(), MOST_KEYS)
        : List.of(new Key(WHOLE, Integer.toString(JsonEquality.orderlessHash(match.expected()))));
  }

  @Override
  public String signature() {
    return "body " + match;
  }

  @Override
  public String explain(RequestView view) {
    return view.json() == null
        ? "body: expected JSON, found " + BodyJsonPath.notJson(view)
        : "body: the JSON is not equal to the expected value";
  }
}
