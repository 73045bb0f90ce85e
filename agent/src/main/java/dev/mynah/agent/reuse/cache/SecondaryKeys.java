package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.VaryKey;
import dev.mynah.agent.reuse.rules.VaryNames;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What selects among the answers of one resource: the route, and the values of the fields that the
 * answers depend on. Remembers the names it was asked for last; event loop only.
 */
final class SecondaryKeys {
  private @Nullable List<String> lastNames;
  private VaryNames lastVary = VaryNames.NONE;

  /** The names that an answer depends on, those of the route's configuration among them. */
  static List<String> names(VaryNames vary, CachePlan plan) {
    if (vary.isEmpty()) {
      return plan.keyHeaders();
    }
    TreeSet<String> names = new TreeSet<>(plan.keyHeaders());
    vary.names().forEach(name -> names.add(name.toString()));
    return List.copyOf(names);
  }

  /** The key of a request for answers that depend on these names. */
  String of(List<String> names, CachePlan plan, Fields request) {
    if (names.isEmpty()) {
      return plan.target().routeId();
    }
    return plan.target().routeId() + '\n' + VaryKey.of(vary(names), request).text();
  }

  private VaryNames vary(List<String> names) {
    if (names != lastNames) {
      lastVary = VaryNames.of(new Fields().add(FieldName.VARY, String.join(", ", names)));
      lastNames = names;
    }
    return lastVary;
  }
}
