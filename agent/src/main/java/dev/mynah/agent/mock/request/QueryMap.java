package dev.mynah.agent.mock.request;

import dev.mynah.agent.mock.function.PercentCoding;
import dev.mynah.agent.mock.function.TextList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query parameters by decoded name. */
final class QueryMap extends LazyMap<TextList> {
  private final String query;
  private @Nullable Map<String, TextList> parsed;

  QueryMap(String query) {
    this.query = query;
  }

  @Override
  @Nullable TextList find(String key) {
    return all().get(key);
  }

  @Override
  Map<String, TextList> all() {
    Map<String, TextList> known = parsed;
    if (known == null) {
      known = PercentCoding.pairs(query, '&', true);
      parsed = known;
    }
    return known;
  }
}
