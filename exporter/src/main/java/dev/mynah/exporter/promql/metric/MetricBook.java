package dev.mynah.exporter.promql.metric;

import dev.mynah.exporter.promql.metric.Exposed.Part;
import dev.mynah.ledger.Family;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what an exposed name is made of. Names of the catalogue are known; a name beyond it is
 * taken for a family that the store has under that name, since exporters make some of their own.
 */
public final class MetricBook {
  /** 1 for each source whose frames arrive. */
  public static final String UP = "up";

  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;
  private static final String TOTAL = "_total";
  private static final String BUCKET = "_bucket";
  private static final String SUM = "_sum";
  private static final String COUNT = "_count";

  /** Counters that are stored in millionths of their unit. */
  private static final String IN_MILLIONTHS = "mynah_cost";

  private static final Map<String, Metric> DECLARED =
      Catalogue.all().stream().collect(Collectors.toMap(Metric::name, Function.identity()));

  /** The counters that are parts of the family of requests. */
  private static final Map<String, Part> OF_REQUESTS =
      Map.of(
          "mynah_http_requests_total", Part.FIRST,
          "mynah_http_request_body_bytes_total", Part.BYTES_IN,
          "mynah_http_response_body_bytes_total", Part.BYTES_OUT,
          "mynah_unmatched_requests_total", Part.UNMATCHED);

  private static final String ROUTE_INFO = "mynah_route_info";

  private MetricBook() {}

  /** What a name may mean. */
  public enum Sort {
    /** Deltas of the ledger's families. */
    COUNTED,
    /** Values that were sampled once a minute. */
    SAMPLED,
    /** {@value #UP}. */
    UP,
    /** {@code mynah_route_info}. */
    ROUTES,
    /** Not in the catalogue: a family of the store, or else sampled. */
    UNKNOWN
  }

  /** What a name means. */
  public static Sort sortOf(String name) {
    if (name.equals(UP)) {
      return Sort.UP;
    }
    if (name.equals(ROUTE_INFO)) {
      return Sort.ROUTES;
    }
    if (OF_REQUESTS.containsKey(name)) {
      return Sort.COUNTED;
    }
    Metric metric = DECLARED.get(name);
    if (metric != null) {
      boolean counted =
          metric.source() == Metric.Source.LEDGER && metric.type() == Metric.Type.COUNTER;
      boolean aHistogramItself = metric.type() == Metric.Type.HISTOGRAM;
      return counted || aHistogramItself ? Sort.COUNTED : Sort.SAMPLED;
    }
    return base(name).map(DECLARED::get).filter(m -> m.type() == Metric.Type.HISTOGRAM).isPresent()
        ? Sort.COUNTED
        : Sort.UNKNOWN;
  }

  /**
   * What a counted name is made of; a histogram without suffix is nothing, since buckets are kept
   * in their classic form.
   */
  public static Optional<Exposed> counted(String name) {
    Part part = OF_REQUESTS.get(name);
    Metric metric = DECLARED.get(name);
    if (part != null && metric != null) {
      return Optional.of(
          new Exposed(name, Family.REQUESTS.name(), part, foldedOfRequests(metric), 1));
    }
    if (metric != null) {
      return metric.type() == Metric.Type.HISTOGRAM ? Optional.empty() : Optional.of(counter(name));
    }
    Optional<Metric> histogram =
        base(name).map(DECLARED::get).filter(m -> m.type() == Metric.Type.HISTOGRAM);
    return histogram.isPresent()
        ? histogram.map(found -> side(name, found.name()))
        : Optional.of(counter(name));
  }

  /** What families of the store that the catalogue does not know are exposed as. */
  public static List<Exposed> exposedBy(Family family) {
    if (family.equals(Family.REQUESTS) || family.name().equals(Family.REQUESTS.name())) {
      return OF_REQUESTS.keySet().stream().sorted().flatMap(n -> counted(n).stream()).toList();
    }
    if (family.kind() == Family.Kind.HISTOGRAM) {
      return List.of(
          side(family.name() + BUCKET, family.name()),
          side(family.name() + COUNT, family.name()),
          side(family.name() + SUM, family.name()));
    }
    return List.of(counter(family.name()));
  }

  /** What a name would be as a histogram's side that the catalogue does not know. */
  public static Optional<Exposed> undeclaredSide(String name) {
    return base(name).map(histogram -> side(name, histogram));
  }

  /** What is known of metrics, by name: those whose history is kept, and what we make of it. */
  public static Map<String, Metric> described() {
    Map<String, Metric> described = new LinkedHashMap<>();
    for (Metric metric : Catalogue.all()) {
      boolean kept = metric.stored() || metric.source() == Metric.Source.LEDGER;
      if (kept || metric.name().equals(ROUTE_INFO)) {
        described.put(metric.name(), metric);
      }
    }
    described.put(
        UP,
        new Metric(
            UP,
            Metric.Type.GAUGE,
            List.of(),
            "1 while counts arrive from a source.",
            "",
            Metric.Source.COMPUTED,
            true,
            false));
    return described;
  }

  /** Labels of {@code mynah_route_info} besides the target's. */
  public static LabelSet routeInfo(
      LabelSet target, String route, String group, String upstream, String mode) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < target.size(); i++) {
      labels.put(target.name(i), target.value(i));
    }
    labels.put(LabelSet.NAME, ROUTE_INFO);
    labels.put("route", route);
    labels.put("group", group);
    labels.put("upstream", upstream);
    labels.put("mode", mode);
    return LabelSet.of(labels);
  }

  /** Names that are made here rather than stored. */
  public static List<String> made() {
    return List.of(ROUTE_INFO, UP);
  }

  private static Exposed counter(String name) {
    String bare = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
    double divisor =
        bare.endsWith("_seconds") ? NANOS : name.startsWith(IN_MILLIONTHS) ? MICROS : 1;
    return new Exposed(name, name, Part.FIRST, List.of(), divisor);
  }

  private static Exposed side(String name, String histogram) {
    Part part = name.endsWith(BUCKET) ? Part.BUCKETS : name.endsWith(SUM) ? Part.SUM : Part.COUNT;
    return new Exposed(name, histogram, part, List.of(), part == Part.SUM ? NANOS : 1);
  }

  private static List<String> foldedOfRequests(Metric metric) {
    List<String> folded = new ArrayList<>(Family.REQUESTS.labelNames());
    folded.removeAll(metric.labels());
    return folded;
  }

  private static Optional<String> base(String name) {
    for (String suffix : List.of(BUCKET, SUM, COUNT)) {
      if (name.endsWith(suffix)) {
        return Optional.of(name.substring(0, name.length() - suffix.length()));
      }
    }
    return Optional.empty();
  }
}
