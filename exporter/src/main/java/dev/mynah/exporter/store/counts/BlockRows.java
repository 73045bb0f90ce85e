package dev.mynah.exporter.store.counts;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the blocks of a read. Where they are many, another thread reads on while they are
 * taken apart, since a row costs the driver about what decoding it costs; the connection is that
 * thread's until all is handed over. For one thread.
 */
final class BlockRows {
  static final int AT_ONCE = 256;

  /** A histogram over a month takes some KB: no more than about 1 MB waits to be taken apart. */
  private static final int BYTES_AT_ONCE = 1 << 18;

  private static final int CHUNKS = 2;
  private static final long IDLE_SECONDS = 5;

  /** Of all queries together, as there are only so many processors. */
  private static final Executor HELPERS = helpers(Runtime.getRuntime().availableProcessors() - 1);

  private final Source source;
  private final Executor helpers;
  private final BlockingQueue<Chunk> read = new ArrayBlockingQueue<>(CHUNKS);
  private volatile boolean unwanted;

  /** Where the rows come from: part after part, each the blocks that begin at one moment. */
  @FunctionalInterface
  interface Source {
    /** Puts the next rows of a part into an empty chunk. */
    void fill(Chunk chunk) throws SQLException;
  }

  /** Takes rows. */
  interface Sink {
    void row(int part, long series, byte[] block);

    /** All rows of a part have come. */
    void ended(int part);
  }

  /** Some rows of a part. */
  static final class Chunk {
    private final long[] series = new long[AT_ONCE];
    private final byte[][] blocks = new byte[AT_ONCE][];
    private int part;
    private int rows;
    private int bytes;
    private boolean endsPart;
    private boolean last;
    private @Nullable Throwable failure;

    void add(long id, byte[] block) {
      series[rows] = id;
      blocks[rows++] = block;
      bytes += block.length;
    }

    boolean isFull() {
      return rows == AT_ONCE || bytes >= BYTES_AT_ONCE;
    }

    /** To be told once for every chunk. */
    void of(int itsPart, boolean itEnds) {
      part = itsPart;
      endsPart = itEnds;
    }

    /** There are no more parts. */
    void last() {
      last = true;
    }

    private void handOver(Sink sink) throws SQLException {
      rethrow();
      for (int i = 0; i < rows; i++) {
        sink.row(part, series[i], blocks[i]);
      }
      if (endsPart) {
        sink.ended(part);
      }
    }

    private void rethrow() throws SQLException {
      if (failure instanceof SQLException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  BlockRows(Source source) {
    this(source, HELPERS);
  }

  BlockRows(Source source, Executor helpers) {
    this.source = source;
    this.helpers = helpers;
  }

  private static Executor helpers(int most) {
    if (most < 1) {
      return task -> {
        throw new RejectedExecutionException("there is but one processor");
      };
    }
    return new ThreadPoolExecutor(
        0,
        most,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "mynah-exporter-read-on");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Hands over every row there is. */
  void each(Sink sink) throws SQLException {
    int rows = 0;
    boolean last = false;
    while (!last) {
      if (rows >= AT_ONCE && isHelped()) {
        takeAll(sink);
        return;
      }
      Chunk chunk = new Chunk();
      source.fill(chunk);
      chunk.handOver(sink);
      rows += chunk.rows;
      last = chunk.last;
    }
  }

  private boolean isHelped() {
    try {
      helpers.execute(this::readOn);
      return true;
    } catch (RejectedExecutionException nobodyIsFree) {
      return false;
    }
  }

  private void takeAll(Sink sink) throws SQLException {
    boolean last = false;
    try {
      while (!last) {
        Chunk chunk = take();
        last = chunk.last;
        chunk.handOver(sink);
      }
    } finally {
      unwanted = true;
      while (!last) {
        last = take().last;
      }
    }
  }

  private void readOn() {
    boolean last = false;
    while (!last) {
      Chunk chunk = new Chunk();
      try {
        if (unwanted) {
          chunk.last();
        } else {
          source.fill(chunk);
        }
      } catch (SQLException | RuntimeException | Error e) { // who waits is told
        chunk.failure = e;
        chunk.last();
      }
      last = chunk.last;
      put(chunk);
    }
  }

  /** Nobody interrupts what reads from a database: half an answer would be left in its socket. */
  private void put(Chunk chunk) {
    uninterrupted(
        () -> {
          read.put(chunk);
          return chunk;
        });
  }

  private Chunk take() {
    return uninterrupted(read::take);
  }

  private interface Waiting {
    Chunk come() throws InterruptedException;
  }

  private static Chunk uninterrupted(Waiting waiting) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waiting.come();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
