package dev.mynah.ledger.journal;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.settings.JournalSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a data directory, as its writer has it.
 *
 * <pre>
 *   DATA/source-id                         random id of the directory
 *   DATA/journal/00000000000000000001.seg  header, then records: a complete frame first
 *   DATA/journal/00000000000004194312.seg  the number is one more than all bytes before
 *   DATA/journal/consumers/NAME            how far a reader has come
 * </pre>
 *
 * <p>Records stand alone: each has a marker, its length, its checksums and every text that it
 * needs. A damaged one costs no other; and since every file begins with a complete frame, a reader
 * that lost files has whole counts again with the next.
 *
 * <p><b>Accounting</b>: while the journal is written, every request that {@link LoopJournal#admit}
 * saw is in the weight of exactly one event, or in a {@link JournalRecord.LeftOut}, but for those
 * that wait for the next of their kind to be taken; on {@link #close} these are left out too. A
 * kill loses what the rings held and at most a second of LeftOut; frames lose nothing, since the
 * next process finds the counts in the ledger.
 *
 * <p>Threads: opened and closed by whoever starts the process; {@link #loop} hands out what belongs
 * to one event loop; one thread of its own writes. Nothing of it ever waits for the disk but that
 * thread.
 */
public final class Journal implements AutoCloseable {
  /** The directory below the data directory. */
  static final String DIRECTORY = "journal";

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final long TURN_MILLIS = 50;
  private static final long WAITING_TURN_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 5_000;

  private final @Nullable JournalWriter writer;
  private final JournalStatus whenOff;
  private final Map<Integer, LoopJournal> loops = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "mynah-journal");

  private Journal(@Nullable JournalWriter writer, JournalStatus whenOff) {
    this.writer = writer;
    this.whenOff = whenOff;
  }

  /**
   * Opens it, before any event loop counts: what earlier processes counted and no frame told yet is
   * told now. Where there is no ledger in a file, or it is switched off, it does nothing.
   */
  public static Journal open(JournalOptions options, Ledger ledger) {
    Path data = options.data();
    if (options.settings().mode() == JournalSettings.Mode.OFF) {
      return new Journal(null, JournalStatus.off("journal.mode is off"));
    }
    if (data == null || ledger.status().state() != LedgerStatus.State.FILE) {
      return new Journal(null, JournalStatus.off("counts are on the heap"));
    }
    JournalWriter writer = new JournalWriter(options, data, ledger);
    writer.open();
    Journal journal = new Journal(writer, JournalStatus.off(""));
    journal.thread.setDaemon(true);
    journal.thread.start();
    return journal;
  }

  /**
   * Where an event loop tells of its requests, the same object each time.
   *
   * @param eventLoop from 0
   */
  public LoopJournal loop(int eventLoop) {
    JournalWriter open = writer;
    return open == null
        ? LoopJournal.OFF
        : loops.computeIfAbsent(eventLoop, index -> open.addLoop());
  }

  /**
   * Whom to ask, once for each frame and on the journal's thread, for the gauges whose history is
   * kept.
   */
  public void gauges(Supplier<List<Frame.GaugeValue>> values) {
    if (writer != null) {
      writer.gauges(values);
    }
  }

  /** How it stands. Any thread. */
  public JournalStatus status() {
    return writer == null ? whenOff : writer.status();
  }

  /**
   * Writes what is left and the last frame. To be called once the event loops have stopped and
   * before the ledger is closed. A disk that hangs is not waited for longer than 5 s.
   */
  @Override
  public void close() {
    closing.countDown();
    if (writer == null) {
      return;
    }
    try {
      thread.join(CLOSE_MILLIS);
      if (thread.isAlive()) {
        LOG.warn("The journal's last frame could not be written within {} ms", CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    JournalWriter open = writer;
    if (open == null) {
      return;
    }
    boolean failing = false;
    while (!isClosing(open)) {
      failing = turn(open::turn, failing);
    }
    turn(open::end, failing);
  }

  private boolean isClosing(JournalWriter open) {
    try {
      long millis = open.isOn() ? TURN_MILLIS : WAITING_TURN_MILLIS;
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A fault of ours ends neither the thread nor the process. */
  private static boolean turn(Runnable task, boolean failing) {
    try {
      task.run();
      return false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error("The journal met a fault of its own and goes on", e);
      }
      return true;
    }
  }
}
