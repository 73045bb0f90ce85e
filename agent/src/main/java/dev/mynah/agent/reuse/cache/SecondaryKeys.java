package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.VaryKey;
import dev.mynah.agent.reuse.rules.VaryNames;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What selects among the answers of one resource: the route, and the values of the fields that the
 * answers depend on. Remembers the names it was asked for last; event loop only.
 */
final class SecondaryKeys {
  /** What we write for the upstream about its client, and not the client itself. */
  private static final Set<String> WRITTEN_BY_US = writtenByUs();

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

  /**
   * The fields that tell whether a request agrees with answers that depend on these names: the
   * client's, or what the upstream is told where one of the names is written by us. A client's host
   * must not pass for another's only since no client sends {@code X-Forwarded-Host}.
   */
  static Fields deciding(List<String> names, RequestHead head, Supplier<Origin> origin) {
    for (int i = 0; i < names.size(); i++) {
      if (WRITTEN_BY_US.contains(names.get(i))) {
        return origin.get().told(head);
      }
    }
    return head.fields();
  }

  private static Set<String> writtenByUs() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.add("Forwarded");
    names.add("X-Forwarded-For");
    names.add("X-Forwarded-Host");
    names.add("X-Forwarded-Port");
    names.add("X-Forwarded-Proto");
    return names;
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
