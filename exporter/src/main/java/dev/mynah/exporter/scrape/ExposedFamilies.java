package dev.mynah.exporter.scrape;

import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which exposed metrics are read, and which series of the ledger they belong to. Immutable.
 *
 * <pre>
 *   exposed                          track                          its words
 *   NAME_total                       the family NAME_total          the count, or nanoseconds
 *   NAME_bucket{le}, NAME_sum        the family NAME                nanoseconds, then a cumulative
 *                                                                   count per exposed edge, then all
 *   mynah_http_requests_total        Family.REQUESTS                the count
 *   mynah_http_..._body_bytes_total  a counter of route, outcome    the bytes
 * </pre>
 */
final class ExposedFamilies {
  /** Since when the target's ledger counts: every target shows it exactly once. */
  static final String LEDGER_START = "mynah_ledger_start_timestamp_seconds";

  static final Family BYTES_IN =
      Family.counter("mynah_http_request_body_bytes_total", Family.ROUTE, "outcome");
  static final Family BYTES_OUT =
      Family.counter("mynah_http_response_body_bytes_total", Family.ROUTE, "outcome");

  private static final double NANOS = 1e9;
  private static final String LE = "le";
  private static final String NAME = "__name__";
  private static final int EDGES = Buckets.EXPOSED.size();

  private final Map<String, Exposed> byName = new HashMap<>();

  private enum Part {
    COUNT,
    NANOS,
    BUCKET
  }

  private record Exposed(Family family, Part part) {}

  /**
   * A word of a track.
   *
   * @param scale what an exposed value is multiplied by
   */
  record Place(SeriesKey key, int word, double scale, Map<String, String> targetLabels) {}

  ExposedFamilies() {
    byName.put(Family.REQUESTS.name() + "_total", new Exposed(Family.REQUESTS, Part.COUNT));
    byName.put(BYTES_IN.name(), new Exposed(BYTES_IN, Part.COUNT));
    byName.put(BYTES_OUT.name(), new Exposed(BYTES_OUT, Part.COUNT));
    for (Metric metric : Catalogue.all()) {
      if (metric.stored() && metric.source() == Metric.Source.LEDGER) {
        add(metric);
      }
    }
  }

  /** How many words a track of a family has. */
  static int words(Family family) {
    return family.kind() == Family.Kind.HISTOGRAM ? 2 + EDGES : 1;
  }

  /** A selector over all that is read, of one target. */
  String selector(Map<String, String> targetLabels) {
    List<String> names = new ArrayList<>(byName.keySet());
    names.add(LEDGER_START);
    names.sort(null);
    StringBuilder selector = new StringBuilder("{__name__=~\"");
    selector.append(String.join("|", names)).append('"');
    targetLabels.forEach((name, value) -> selector.append(matcher(name, value)));
    return selector.append('}').toString();
  }

  /** Where an exposed series belongs; empty where it is not read. */
  Optional<Place> place(Map<String, String> labels) {
    Exposed exposed = byName.get(labels.getOrDefault(NAME, ""));
    if (exposed == null) {
      return Optional.empty();
    }
    Map<String, String> rest = new HashMap<>(labels);
    rest.remove(NAME);
    List<String> values = new ArrayList<>();
    for (String name : exposed.family().labelNames()) {
      String value = rest.remove(name);
      values.add(value == null ? "" : value);
    }
    String edge = rest.remove(LE);
    int word =
        switch (exposed.part()) {
          case BUCKET -> bucketWord(edge == null ? "" : edge);
          case COUNT, NANOS -> 0;
        };
    double scale = exposed.part() == Part.NANOS ? NANOS : 1;
    return word < 0
        ? Optional.empty()
        : Optional.of(new Place(new SeriesKey(exposed.family(), values), word, scale, rest));
  }

  private void add(Metric metric) {
    String[] labels = metric.labels().toArray(new String[0]);
    if (metric.type() == Metric.Type.HISTOGRAM) {
      Family family = Family.histogram(metric.name(), labels);
      byName.put(metric.name() + "_bucket", new Exposed(family, Part.BUCKET));
      byName.put(metric.name() + "_sum", new Exposed(family, Part.NANOS));
    } else if (!byName.containsKey(metric.name())) {
      Part part = metric.unit() == Metric.Unit.SECONDS ? Part.NANOS : Part.COUNT;
      byName.put(metric.name(), new Exposed(Family.counter(metric.name(), labels), part));
    }
  }

  private static int bucketWord(String edge) {
    if (edge.equals("+Inf")) {
      return 1 + EDGES;
    }
    for (int i = 0; i < EDGES; i++) {
      if (isEdge(edge, Buckets.upperEdgeSeconds(Buckets.EXPOSED.get(i)))) {
        return 1 + i;
      }
    }
    return -1;
  }

  private static boolean isEdge(String text, double seconds) {
    try {
      return Math.abs(Double.parseDouble(text) - seconds) < 1e-9;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String matcher(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "," + name + "=\"" + escaped + "\"";
  }
}
