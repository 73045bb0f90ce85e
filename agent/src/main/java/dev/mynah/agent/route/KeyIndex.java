package dev.mynah.agent.route;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.route.match.Dimension;
import dev.mynah.agent.route.match.Folded;
import dev.mynah.agent.route.match.Key;
import dev.mynah.agent.route.match.Pairs;
import dev.mynah.agent.route.match.RequestView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sources by the value of a request in some dimension. With few dimensions each is asked for its
 * values; with many names the request's own names are looked up instead, so that the cost is
 * bounded by the request, not by the routes. Immutable.
 */
final class KeyIndex {
  private static final int FEW = 16;

  private final Map<Dimension, Map<String, Source>> sources = new HashMap<>();
  private final List<Dimension> asked = new ArrayList<>();
  private final boolean byRequestNames;

  KeyIndex(Map<Key, Source> buckets) {
    buckets.forEach(
        (key, source) ->
            sources
                .computeIfAbsent(key.dimension(), dimension -> new HashMap<>())
                .put(key.value(), source));
    byRequestNames = sources.size() > FEW;
    for (Dimension dimension : sources.keySet()) {
      if (!byRequestNames || !isNamed(dimension)) {
        asked.add(dimension);
      }
    }
  }

  private static boolean isNamed(Dimension dimension) {
    return dimension instanceof Dimension.Query
        || dimension instanceof Dimension.Header
        || dimension instanceof Dimension.Cookie;
  }

  /** Puts the sources that this request's values lead to into the queue. */
  void addTo(Candidates queue, RequestView view) {
    for (Dimension dimension : asked) {
      Map<String, Source> byValue = sources.get(dimension);
      if (byValue != null) {
        dimension.values(view, value -> queue.add(byValue.get(value)));
      }
    }
    if (byRequestNames) {
      addPairs(queue, view.query(), Dimension.Query::new);
      addPairs(queue, view.cookies(), Dimension.Cookie::new);
      addHeaders(queue, view);
    }
  }

  /** Samples the sources that this request's values lead to. */
  void sample(RequestView view, List<Route> to, int most) {
    Candidates found = new Candidates();
    addTo(found, view);
    found.sample(view, to, most);
  }

  private void addPairs(Candidates queue, Pairs pairs, Function<String, Dimension> dimension) {
    for (int i = 0; i < pairs.size(); i++) {
      queue.add(source(dimension.apply(pairs.name(i)), pairs.value(i)));
    }
  }

  private void addHeaders(Candidates queue, RequestView view) {
    Fields fields = view.head().fields();
    for (int i = 0; i < fields.size(); i++) {
      queue.add(source(new Dimension.Header(fields.name(i)), view.headerValue(i)));
    }
  }

  private @Nullable Source source(Dimension dimension, String value) {
    Map<String, Source> byValue = sources.get(dimension);
    return byValue == null ? null : byValue.get(Folded.of(value));
  }
}
