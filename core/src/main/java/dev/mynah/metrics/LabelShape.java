package dev.mynah.metrics;

import dev.mynah.settings.MetricsSettings.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which labels of a family are shown. The preset {@code minimal} leaves out those that grow with
 * the configuration, tells codes by class ({@code 5xx}, which {@code code=~"5.."} still matches),
 * and gives histograms no labels at all; what falls together is summed. Immutable.
 */
final class LabelShape {
  private static final Set<String> GROWING = Set.of("route", "method", "upstream", "listener");

  private final List<String> names;
  private final List<Integer> kept;
  private final boolean codeClasses;

  private LabelShape(List<String> names, List<Integer> kept, boolean codeClasses) {
    this.names = names;
    this.kept = kept;
    this.codeClasses = codeClasses;
  }

  static LabelShape of(Metric metric, Preset preset) {
    boolean minimal = preset == Preset.MINIMAL;
    List<String> names = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < metric.labels().size(); i++) {
      String label = metric.labels().get(i);
      boolean dropped =
          minimal && (GROWING.contains(label) || metric.type() == Metric.Type.HISTOGRAM);
      if (!dropped) {
        names.add(label);
        kept.add(i);
      }
    }
    return new LabelShape(List.copyOf(names), List.copyOf(kept), minimal);
  }

  List<String> names() {
    return names;
  }

  /** The values shown, out of one value for each declared label. */
  List<String> shown(List<String> declared) {
    List<String> values = new ArrayList<>(kept.size());
    for (int i = 0; i < names.size(); i++) {
      String value = declared.get(kept.get(i));
      values.add(codeClasses && names.get(i).equals("code") ? codeClass(value) : value);
    }
    return values;
  }

  private static String codeClass(String code) {
    return code.length() == 3 && Character.isDigit(code.charAt(0)) ? code.charAt(0) + "xx" : code;
  }
}
