package dev.mynah.exporter.query.count;

import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.ask.Step;
import dev.mynah.exporter.query.plan.Grid;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Family;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests and errors by hour: as counted, and further back than hours are counted out of what is
 * kept of each route by hour of the day. One thread.
 */
public final class HourCounts {
  private static final Set<String> KNOWN =
      Set.of(
          Family.ROUTE,
          "group",
          "workspace",
          "environment",
          "source",
          "job",
          "instance",
          "namespace",
          "pod");
  private static final Set<String> OF_SOURCES =
      Set.of("workspace", "environment", "source", "job", "instance", "namespace", "pod");

  private final Inquiry inquiry;
  private final Step step;
  private final TreeMap<Long, double[]> older = new TreeMap<>();
  private long firstDay = Long.MAX_VALUE;

  /** Hours and what was counted in each. */
  public record Counted(Spans spans, List<Hour> hours) {
    /** Keeps its own copy. */
    public Counted {
      hours = List.copyOf(hours);
    }
  }

  /** An hour. */
  public record Hour(double requests, double errors) {}

  private HourCounts(Inquiry inquiry, Step step) {
    this.inquiry = inquiry;
    this.step = step;
  }

  /** Reads the range that is asked for in steps of hours. */
  public static Counted read(Inquiry inquiry, Step step) {
    return new HourCounts(inquiry, step).read();
  }

  private Counted read() {
    long[] edges = inquiry.whole().edges();
    long from = edges[0];
    long to = edges[1];
    long counted =
        Math.min(inquiry.coverage().hoursFromMillis(), inquiry.coverage().minutesFromMillis());
    long border = Math.min(Grid.ceil(Resolution.HOUR, counted), Grid.ceil(Resolution.HOUR, to));
    if (from < border && KNOWN.containsAll(inquiry.question().filters().fields())) {
      readOlder(Grid.floor(Resolution.HOUR, from), border);
    }
    boolean found = firstDay != Long.MAX_VALUE;
    long begin = found ? Math.max(Grid.floor(Resolution.HOUR, from), firstDay) : from;
    if (!found && counted > from && counted < to) {
      begin = counted;
    }
    if (begin > from) {
      inquiry.warn("hours are stored since " + Instant.ofEpochMilli(begin));
    }
    Spans spans = Spans.of(new TimeRange(begin, Math.max(to, begin + 1)), step, zone());
    double[][] sums = new double[spans.count()][2];
    if (!found) {
      addCounted(spans, spans, sums);
      return counted(spans, sums);
    }
    inquiry.warn(
        "errors before "
            + Instant.ofEpochMilli(border)
            + " are answers of status 500 and above and requests without an answer");
    older.forEach((hour, sum) -> add(sums[spans.indexOf(middle(hour))], sum[0], sum[1]));
    if (border < to) {
      addCounted(Spans.of(new TimeRange(border, to), step, zone()), spans, sums);
    }
    inquiry.answeredFrom(begin, border);
    return counted(spans, sums);
  }

  private void readOlder(long from, long border) {
    var filters = inquiry.question().filters();
    List<Matcher> ofSources = filters.matchers(OF_SOURCES);
    List<Matcher> ofRoutes = filters.matchers(List.of(Family.ROUTE));
    List<Matcher> ofGroups = filters.matchers(List.of("group"));
    inquiry
        .sources()
        .patterns()
        .read(
            List.of(),
            new TimeRange(from, border),
            (source, route, day, requests, errors) -> {
              inquiry.budget().value();
              firstDay = Math.min(firstDay, day);
              if (ofSources.stream().allMatch(each -> each.accepts(source.get(each.name())))
                  && ofRoutes.stream().allMatch(each -> each.accepts(route))
                  && ofGroups.stream().allMatch(each -> each.accepts(group(route)))) {
                addDay(day, from, border, requests, errors);
              }
            });
  }

  private void addDay(long day, long from, long border, long[] requests, long[] errors) {
    for (int i = 0; i < requests.length; i++) {
      long hour = day + i * Grid.HOUR_MILLIS;
      if (hour >= from && hour < border && requests[i] > 0) {
        add(
            older.computeIfAbsent(hour, key -> new double[2]),
            (double) requests[i],
            (double) errors[i]);
      }
    }
  }

  /** The group that a route has now: the group of then is not kept. */
  private String group(String route) {
    return inquiry.sources().routes().get().find(route).map(entry -> entry.group()).orElse("");
  }

  private void addCounted(Spans read, Spans all, double[]... sums) {
    Table<Volume> volumes = inquiry.volumes(read, List.of());
    for (int i = 0; i < read.count(); i++) {
      Volume volume = volumes.get(List.of(), i);
      long middle = read.edges()[i] + (read.edges()[i + 1] - read.edges()[i]) / 2;
      add(sums[all.indexOf(middle)], volume.requests(), volume.errors());
    }
  }

  private static void add(double[] sum, double requests, double errors) {
    sum[0] += requests;
    sum[1] += errors;
  }

  private static long middle(long hour) {
    return hour + Grid.HOUR_MILLIS / 2;
  }

  private static Counted counted(Spans spans, double[]... sums) {
    return new Counted(
        spans, java.util.Arrays.stream(sums).map(sum -> new Hour(sum[0], sum[1])).toList());
  }

  private java.time.ZoneId zone() {
    return inquiry.question().zone();
  }
}
