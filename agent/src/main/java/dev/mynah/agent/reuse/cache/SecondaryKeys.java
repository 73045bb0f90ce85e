package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.VaryKey;
import dev.mynah.agent.reuse.rules.VaryNames;
import dev.mynah.agent.reuse.rules.field.ListField;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What selects among the answers of one resource: the route, the host that the upstream is told,
 * and the values of the fields that the answers depend on. Remembers what it was asked for last;
 * event loop only.
 */
final class SecondaryKeys {
  /** What we write for the upstream about its client, and not the client itself. */
  private static final Set<String> WRITTEN_BY_US = writtenByUs();

  private @Nullable CachePlan lastPlan;
  private String lastHost = "";
  private String lastBase = "";
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

  /**
   * The key of a request for answers that depend on these names.
   *
   * @param deciding the fields that have the names
   */
  String of(List<String> names, CachePlan plan, RequestHead head, Fields deciding) {
    String base = base(plan, head);
    return names.isEmpty() ? base : base + '\n' + VaryKey.of(vary(names), deciding).text();
  }

  /**
   * Route and host. The upstream is told under which host its client asked, and may write it into
   * an answer without a word in {@code Vary}: one client must not choose the links of another's
   * page. Allocates nothing while requests name the same host.
   */
  private String base(CachePlan plan, RequestHead head) {
    String route = plan.target().routeId();
    if (head.fields().has(FieldName.X_FORWARDED_HOST)) {
      String told = ListField.joined(head.fields(), FieldName.X_FORWARDED_HOST);
      return route + '\n' + told.toLowerCase(Locale.ROOT);
    }
    if (plan.target().keepsHost()) {
      return route; // the host is in the primary key
    }
    if (plan != lastPlan || !head.isFor(lastHost)) {
      lastPlan = plan;
      lastHost = head.authority().toLowerCase(Locale.ROOT);
      lastBase = route + '\n' + lastHost;
    }
    return lastBase;
  }

  private VaryNames vary(List<String> names) {
    if (names != lastNames) {
      lastVary = VaryNames.of(new Fields().add(FieldName.VARY, String.join(", ", names)));
      lastNames = names;
    }
    return lastVary;
  }
}
