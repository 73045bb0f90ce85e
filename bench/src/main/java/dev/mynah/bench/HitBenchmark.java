package dev.mynah.bench;

import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.HitSeries;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.RouteHits;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Recording one hit as an event loop does: finding the series, adding the request, its bytes and
 * its duration. The clock is not read here, since the loop has read it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class HitBenchmark {
  private static final int[] CODES = {200, 201, 204, 404, 500};
  private static final long NOW_MILLIS = 1_800_000_000_000L;

  /** Where the counters are: a file's pages, or the heap's stand-in for them. */
  @Param({"file", "heap"})
  String ledger;

  private Path directory;
  private Ledger opened;
  private RouteHits hits;
  private long nanos;
  private int turn;

  @Setup
  public void open() throws Exception {
    directory = Files.createTempDirectory("mynah-bench");
    LedgerOptions options = LedgerOptions.in(directory);
    opened = ledger.equals("file") ? Ledgers.open(options).get() : Ledgers.onHeap(options);
    boolean inFile = opened.status().state() == LedgerStatus.State.FILE;
    if (ledger.equals("file") != inFile) {
      throw new IllegalStateException("not where it should be: " + opened.status());
    }
    hits = opened.slot(0).route("get-user");
  }

  /** Closes the ledger after checking that it counted at all. */
  @TearDown
  public void close() throws IOException {
    try (LedgerReader reader = opened.reader()) {
      if (reader.read().requests("get-user") == 0) {
        throw new IllegalStateException("nothing was counted");
      }
    }
    opened.close();
    List<Path> files;
    try (Stream<Path> tree = Files.walk(directory)) {
      files = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** The same answer as the time before, which is what a mocked route gives. */
  @Benchmark
  public void sameAnswer() {
    record(HitMethod.GET, 200);
  }

  /** Methods and codes change all the time. */
  @Benchmark
  public void mixedAnswers() {
    int at = turn++ & 0xFFFF;
    record((at & 1) == 0 ? HitMethod.GET : HitMethod.POST, CODES[at % CODES.length]);
  }

  private void record(HitMethod method, int code) {
    HitSeries series = hits.series(method, code, Outcome.MOCK, Protocol.HTTP_1_1);
    series.request(NOW_MILLIS);
    series.bytes(0, 64);
    nanos = (nanos * 31 + 17_001) & 0xFFFFFF;
    hits.timing(Outcome.MOCK).record(nanos);
  }
}
