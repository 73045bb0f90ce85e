package dev.mynah.exporter;

import dev.mynah.control.AdminRoute;
import dev.mynah.exporter.client.ClientInsight;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.exporter.live.LiveStream;
import dev.mynah.exporter.live.OpenMinute;
import dev.mynah.exporter.live.SeriesNames;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.promql.PrometheusApi;
import dev.mynah.exporter.promql.PromqlParts;
import dev.mynah.exporter.query.AnalyticsApi;
import dev.mynah.exporter.query.AnalyticsParts;
import dev.mynah.exporter.query.answer.Cors;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.scrape.MinuteSink;
import dev.mynah.exporter.scrape.PrometheusSource;
import dev.mynah.exporter.scrape.PrometheusSourceSettings;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.QueryTurns;
import dev.mynah.exporter.store.MinuteValue;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.tail.DirectoryJournal;
import dev.mynah.exporter.tail.RouteFile;
import dev.mynah.exporter.tail.TailListener;
import dev.mynah.exporter.tail.TailParts;
import dev.mynah.exporter.tail.Tailer;
import dev.mynah.exporter.upkeep.ForgetRoute;
import dev.mynah.exporter.upkeep.Upkeep;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.metrics.ExporterCatalogue;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.IdentitySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an exporter together, once. */
final class Opening {
  private final ExporterParts parts;
  private final ExporterConfig config;
  private final Store store;
  private final ExporterGauges gauges;
  private CountReader counts;
  private Supplier<RouteBook> routes = () -> RouteBook.EMPTY;
  private @Nullable LiveStream live;

  Opening(ExporterParts parts, Store store, ExporterGauges gauges) {
    this.parts = parts;
    this.config = parts.config();
    this.store = store;
    this.gauges = gauges;
    this.counts = store.counts();
  }

  /** Begins to bring counts in, from where the configuration says. */
  Exporter.Reading begin() throws IOException {
    Path data = parts.data();
    PrometheusSourceSettings prometheus = config.source();
    if (data == null) {
      if (prometheus != null) {
        throw new IOException("prometheusSource keeps its place on disk: give a --data directory");
      }
      return Exporter.Reading.NONE;
    }
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Opening::timer);
    return prometheus == null ? journal(data, timer) : prometheus(prometheus, data, timer);
  }

  /** Mounts what can be asked. */
  void mount(Upkeep upkeep) {
    MeasuredRoutes measured = new MeasuredRoutes(parts.metrics());
    QueryTurns turns = new QueryTurns(config.promql().concurrent());
    AnalyticsParts analytics =
        new AnalyticsParts(
            new AnalyticsParts.Stored(
                counts, store.log(), store.snapshots(), store.patterns(), store.gaps()),
            routes,
            config.api(),
            turns,
            parts.clock());
    PromqlParts promql =
        new PromqlParts(
            counts,
            store.log(),
            routes,
            parts.build(),
            config.promql().forHeap(Runtime.getRuntime().maxMemory()),
            parts.clock(),
            System::nanoTime,
            turns,
            measured);
    Cors cors = new Cors(config.api().corsOrigins());
    for (AdminRoute route : PrometheusApi.routes(promql)) {
      parts.mount().accept(cors.opened(route));
      parts.mount().accept(cors.preflight(route.path(), route.methods()));
    }
    for (AdminRoute route : AnalyticsApi.routes(analytics)) {
      parts.mount().accept(measured.measured(route));
    }
    parts.mount().accept(measured.measured(upkeep.route()));
    parts.mount().accept(measured.measured(new ForgetRoute(store.forgetting()).route()));
    if (live != null && config.live().subscribers() > 0) {
      parts.mount().accept(measured.measured(cors.opened(live.route())));
    }
  }

  private Exporter.Reading journal(Path data, ScheduledExecutorService timer) throws IOException {
    RouteFile book = new RouteFile(data, System::nanoTime);
    routes = book;
    ClientInsight insight = ClientInsight.open(config.geo(), config.privacy(), data, timer);
    DirectoryJournal journal = new DirectoryJournal(data);
    SeriesNames names = new SeriesNames(() -> ours(journal), book, System::nanoTime);
    OpenMinute open = new OpenMinute(store.counts(), Ledgers.reader(data), names, parts.clock());
    counts = open;
    LiveStream stream = new LiveStream(config.live(), Ledgers.reader(data), book, parts.clock());
    live = stream;
    Tailer tail =
        Tailer.start(
            new TailParts(
                journal,
                store,
                this::identity,
                insight::entry,
                book,
                listener(stream, open),
                new Standing(parts.health(), "analytics"),
                parts.clock()));
    gauges.tail(tail);
    gauges.live(stream);
    timer.scheduleAtFixedRate(stream::second, 1, 1, TimeUnit.SECONDS);
    Standing geography = new Standing(parts.health(), "geography");
    timer.scheduleWithFixedDelay(
        () -> geography.say(insight.trouble().orElse("")), 5, 5, TimeUnit.SECONDS);
    return new Exporter.Reading(tail, stream, null, insight, List.of(timer));
  }

  private Exporter.Reading prometheus(
      PrometheusSourceSettings settings, Path data, ScheduledExecutorService timer) {
    ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(Opening::source);
    PrometheusSource source =
        PrometheusSource.open(settings, this::keep, data, parts.clock(), rounds);
    source.start();
    Standing standing = new Standing(parts.health(), "prometheus");
    timer.scheduleWithFixedDelay(
        () -> standing.say(source.status().trouble()), 5, 5, TimeUnit.SECONDS);
    return new Exporter.Reading(null, null, source, null, List.of(timer, rounds));
  }

  private void keep(MinuteSink.Target target, long minuteMillis, List<MinuteSink.Value> values) {
    SourceIdentity source =
        new SourceIdentity(
            target.id(),
            target.job(),
            target.instance(),
            target.namespace(),
            target.pod(),
            target.workspace(),
            target.environment());
    store.ingestMinutes(
        source,
        minuteMillis,
        values.stream().map(value -> new MinuteValue(value.key(), value.words())).toList());
  }

  private TailListener listener(LiveStream stream, OpenMinute open) {
    Metrics.Durations writes = parts.metrics().durations(ExporterCatalogue.STORE_WRITE_DURATION);
    return new TailListener() {
      @Override
      public boolean isWatching() {
        return stream.subscribers() > 0;
      }

      @Override
      public void read(List<LogEntry> entries) {
        stream.log(entries);
      }

      @Override
      public void opened(String sourceId) {
        open.begin(sourceId);
      }

      @Override
      public void storing(List<Frame> frames, Runnable store) {
        open.storing(frames, store);
      }

      @Override
      public void stored(List<Frame> frames, long nanos) {
        writes.record(nanos);
        open.stored(frames);
      }

      @Override
      public void caughtUp() {
        open.caughtUp();
      }
    };
  }

  private SourceIdentity ours(DirectoryJournal journal) {
    String id;
    try {
      id = journal.sourceId();
    } catch (IOException e) {
      id = "";
    }
    return identity(id.isEmpty() ? "unknown" : id);
  }

  private SourceIdentity identity(String sourceId) {
    IdentitySettings who = parts.identity();
    return new SourceIdentity(
        sourceId,
        who.job(),
        who.instance(),
        who.namespace(),
        who.pod(),
        who.workspace(),
        who.environment());
  }

  private static Thread timer(Runnable task) {
    return daemon("mynah-exporter-timer", task);
  }

  private static Thread source(Runnable task) {
    return daemon("mynah-exporter-source", task);
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
