package dev.mynah.exporter.query.count;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.ask.Step;
import dev.mynah.exporter.query.plan.Grid;
import dev.mynah.exporter.query.plan.Plan;
import dev.mynah.exporter.query.plan.Planner;
import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reading for one request. Remembers what was read, so that the answer can say so. */
public final class Inquiry implements AutoCloseable {
  private static final Set<String> TARGETS =
      Set.of(
          "route",
          "group",
          "workspace",
          "environment",
          "source",
          "job",
          "instance",
          "namespace",
          "pod");
  private static final Set<String> OF_REQUESTS =
      with(TARGETS, "method", "protocol", "status", "outcome");
  private static final Set<String> OF_TIMING = with(TARGETS, "outcome");
  private static final int MOST_GROUPS = 50_000;

  private final Sources sources;
  private final Question question;
  private final Coverage coverage;
  private final Budget budget;
  private final Set<Resolution> resolutions = EnumSet.noneOf(Resolution.class);
  private final Set<String> warnings = new LinkedHashSet<>();
  private TimeRange answered;
  private @Nullable Spans ever;
  private boolean counted;
  private boolean sampled;
  private @Nullable Long leftOut;

  public Inquiry(Sources sources, Question question) {
    this.sources = sources;
    this.question = question;
    this.coverage = sources.counts().coverage();
    this.budget = new Budget(sources.settings(), sources.cells(), sources.clock());
    this.answered = question.range();
  }

  /** Gives back what the answer held in memory; to be called once it is written. */
  @Override
  public void close() {
    budget.close();
  }

  public Question question() {
    return question;
  }

  public Coverage coverage() {
    return coverage;
  }

  Sources sources() {
    return sources;
  }

  Budget budget() {
    return budget;
  }

  /** Says that hours were read from a moment on, besides what else was. */
  void answeredFrom(long fromMillis, long toMillis) {
    counted = true;
    resolutions.add(Resolution.HOUR);
    answered = new TimeRange(fromMillis, Math.max(toMillis, answered.toMillis()));
  }

  /** Tells whoever asked something about the answer. */
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  /** The whole range as one span. */
  public Spans whole() {
    TimeRange range = stored(question.range());
    return Spans.whole(range);
  }

  /** The range in spans of the step that was asked for, or of one that suits it. */
  public Spans spans() {
    TimeRange range = stored(question.range());
    Step step = question.when().step().orElseGet(() -> Steps.suiting(range, coverage));
    return Spans.of(range, step, question.zone());
  }

  /** The range in spans of a step. */
  public Spans spans(Step step) {
    return Spans.of(stored(question.range()), step, question.zone());
  }

  /** All that is stored up to the end of the range; the answer stays one about the range. */
  public Spans ever() {
    TimeRange range = question.range();
    long from = Math.min(Planner.earliest(coverage), range.toMillis() - 1);
    Spans spans = Spans.whole(new TimeRange(Grid.floor(Resolution.MINUTE, from), range.toMillis()));
    ever = spans;
    return spans;
  }

  /** What of a range can have been counted: not before the first count, not after now. */
  private TimeRange stored(TimeRange range) {
    long from = range.fromMillis();
    long to = range.toMillis();
    long earliest = Planner.earliest(coverage);
    if (earliest > from && earliest < to) {
      from = Grid.floor(Resolution.MINUTE, earliest);
      warn("nothing is stored before " + Instant.ofEpochMilli(from));
    }
    long end = Math.max(coverage.closedUntilMillis(), question.when().nowMillis());
    long latest = Grid.ceil(Resolution.MINUTE, end);
    return new TimeRange(from, latest > from ? Math.min(to, latest) : to);
  }

  /** Whether requests are counted by these filters and groups; else samples have to do. */
  public boolean countsKnow(List<Dimension> by) {
    return known(OF_REQUESTS, by);
  }

  /** Whether nothing but routes and sources is filtered by, which all counts can be. */
  public boolean targetsOnly() {
    return known(TARGETS, List.of());
  }

  /** Requests by group and span. */
  public Table<Volume> volumes(Spans spans, List<Dimension> by) {
    Table<Volume> table = new Table<>(Volume::new, () -> budget.cells(1));
    if (countsKnow(by)) {
      scan(
          selection(Family.REQUESTS.name(), OF_REQUESTS),
          spans,
          SpanSink.of(table, by, Volume.End::of, (volume, end, words) -> volume.add(end, words)));
    } else if (spans.count() == 1) {
      groupSamples(table, by);
    } else {
      streamSamples(
          false,
          entry ->
              table.cell(LogGroup.of(entry, by), spans.indexOf(time(entry))).add(sample(entry)));
    }
    return table;
  }

  /** Whether durations are counted by these filters and groups; else samples have to do. */
  public boolean timingsKnow(List<Dimension> by) {
    return known(OF_TIMING, by);
  }

  /** Durations by group and span. */
  public Table<Durations> durations(Spans spans, List<Dimension> by) {
    return durations(spans, by, List.of());
  }

  /** Durations by group and span, of some routes; none named means all that were asked for. */
  public Table<Durations> durations(Spans spans, List<Dimension> by, List<String> routes) {
    Table<Durations> table =
        new Table<>(Durations::new, () -> budget.cells(Budget.HISTOGRAM_CELLS));
    if (timingsKnow(by)) {
      Selection selection = selection(Family.TIMING.name(), OF_TIMING);
      scan(
          routes.isEmpty() ? selection : RoutesOnly.of(selection, routes),
          spans,
          SpanSink.of(table, by, Series::family, (all, kind, words) -> all.add(words)));
    } else if (spans.count() == 1 && by.isEmpty()) {
      sampleDurations(table);
    } else {
      streamSamples(
          false,
          entry -> {
            double weight = entry.event().weight();
            table
                .cell(LogGroup.of(entry, by), spans.indexOf(time(entry)))
                .add(entry.event().spent().totalNanos(), weight);
          });
    }
    return table;
  }

  /** One counter of the ledger by group and span; group names are labels of the family. */
  public Table<Counter> counter(Family family, Spans spans, List<String> by) {
    Table<Counter> table = new Table<>(Counter::new, () -> budget.cells(1));
    InRuns<List<String>> groups = new InRuns<>(series -> by.stream().map(series::get).toList());
    scan(
        selection(family.name(), TARGETS),
        spans,
        new SpanSink() {
          @Override
          public Object sumOf(Series series) {
            return groups.of(series);
          }

          @Override
          public void value(Series series, int span, long[] words) {
            table.cell(groups.of(series), span).add(words[0]);
          }
        });
    return table;
  }

  /** The request log, filtered as was asked; the answer then says that it rests on samples. */
  public LogReader log() {
    sampled();
    return sources.log();
  }

  /** The filter of the request log. */
  public LogFilter filter(boolean errorsOnly) {
    return LogQuestions.filter(question, sources.counts(), errorsOnly);
  }

  /** All entries, oldest first. */
  public void streamSamples(boolean errorsOnly, Consumer<LogEntry> sink) {
    log().stream(
        filter(errorsOnly),
        entry -> {
          budget.value();
          sink.accept(entry);
        });
  }

  /** What the answer rests on, gaps of its range among the warnings. */
  public Evidence evidence() {
    warnings.addAll(
        new GapNotes(sources.gaps())
            .of(answered, question.filters().byField().getOrDefault("source", List.of())));
    return new Evidence(
        answered,
        resolutions,
        counted,
        sampled,
        coverage.closedUntilMillis(),
        leftOut,
        new ArrayList<>(warnings));
  }

  private boolean known(Set<String> fields, List<Dimension> by) {
    return fields.containsAll(question.filters().fields())
        && by.stream().allMatch(each -> fields.contains(each.field()));
  }

  private Selection selection(String family, Set<String> fields) {
    return new Selection(Set.of(family), question.filters().matchers(fields));
  }

  private void sampled() {
    if (!sampled) {
      sampled = true;
      leftOut = sources.log().leftOut(filter(false));
    }
  }

  private void groupSamples(Table<Volume> table, List<Dimension> by) {
    List<LogReader.Key> keys = new ArrayList<>(by.stream().map(Dimension::key).toList());
    keys.add(LogReader.Key.STATUS);
    keys.add(LogReader.Key.OUTCOME);
    for (LogReader.Group each : log().group(filter(false), keys, MOST_GROUPS)) {
      budget.value();
      List<String> values = each.values();
      table
          .cell(values.subList(0, by.size()), 0)
          .add(
              new Volume.Sample(
                  values.get(by.size()),
                  values.get(by.size() + 1),
                  each.requests(),
                  each.totals().bytesIn(),
                  each.totals().bytesOut(),
                  each.totals().durationSeconds(),
                  each.cost(),
                  each.firstMillis(),
                  each.lastMillis()));
    }
  }

  private void sampleDurations(Table<Durations> table) {
    LogFilter filter = filter(false);
    double seconds = 0;
    for (LogReader.Group each : log().group(filter, List.of(LogReader.Key.OUTCOME), MOST_GROUPS)) {
      seconds += each.totals().durationSeconds();
    }
    table.cell(List.of(), 0).add(sources.log().durations(filter), seconds);
  }

  private void scan(Selection selection, Spans spans, SpanSink sink) {
    Plan plan = Planner.spans(coverage, Resolution.MONTH, spans.edges());
    counted = true;
    resolutions.addAll(plan.resolutions());
    warnings.addAll(plan.notes());
    if (!spans.equals(ever)) {
      answered = plan.range();
    }
    new CountScan(sources.counts(), selection, spans, budget, sink)
        .read(plan, coverage.closedUntilMillis());
  }

  private static Volume.Sample sample(LogEntry entry) {
    double weight = entry.event().weight();
    var spent = entry.event().spent();
    return new Volume.Sample(
        Integer.toString(entry.event().answer().status()),
        entry.event().answer().outcome(),
        weight,
        spent.bytesIn() * weight,
        spent.bytesOut() * weight,
        spent.totalNanos() / 1e9 * weight,
        entry.event().answer().cost().doubleValue() * weight,
        time(entry),
        time(entry));
  }

  private static long time(LogEntry entry) {
    return entry.event().timeMillis();
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }

  /** A sum of whole numbers. */
  public static final class Counter {
    private long value;

    void add(long more) {
      value += more;
    }

    public long value() {
      return value;
    }
  }
}
