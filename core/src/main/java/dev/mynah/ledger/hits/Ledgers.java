package dev.mynah.ledger.hits;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.LedgerSwitches;
import dev.mynah.ledger.dir.DataDirectory;
import dev.mynah.ledger.dir.DirectoryInUseException;
import dev.mynah.ledger.dir.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where ledgers come from: the writer's, which opens beside the rest of a start, and readers. */
public final class Ledgers {
  private static final Logger LOG = LoggerFactory.getLogger(Ledgers.class);

  private Ledgers() {}

  /** A ledger on the heap: {@code --data none}. */
  public static Ledger onHeap(LedgerOptions options) {
    return HeapLedger.create(options.clock(), options.seriesBudget());
  }

  /**
   * Opens the ledger of a data directory on a thread of its own. The future always ends well, at
   * the deadline at the latest: with the file, else with counts on the heap and a status that says
   * why. Whoever counts waits for it before the traffic port opens.
   *
   * @throws DirectoryInUseException at once, when another process counts into the directory
   */
  public static CompletableFuture<Ledger> open(LedgerOptions options)
      throws DirectoryInUseException {
    return open(options, PreviousLayout.known());
  }

  static CompletableFuture<Ledger> open(LedgerOptions options, List<PreviousLayout> previous)
      throws DirectoryInUseException {
    LedgerSwitches.set();
    LedgerFiles files = LedgerFiles.in(options.directory());
    WriterLock lock;
    try {
      lock = DataDirectory.prepare(options.directory()).lock();
    } catch (DirectoryInUseException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.completedFuture(onHeapInstead(options, 0, e));
    }
    CompletableFuture<Ledger> ledger = new CompletableFuture<>();
    Thread opener =
        new Thread(() -> openInto(ledger, lock, files, options, previous), "mynah-ledger-open");
    opener.setDaemon(true);
    opener.start();
    CompletableFuture.delayedExecutor(options.deadline().toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> giveUp(ledger, options));
    return ledger;
  }

  /** A reader of the ledger in a data directory, live or dead. It needs no write access. */
  public static LedgerReader reader(Path directory) {
    return LedgerFileReader.following(LedgerFiles.in(directory));
  }

  private static void openInto(
      CompletableFuture<Ledger> ledger,
      WriterLock lock,
      LedgerFiles files,
      LedgerOptions options,
      List<PreviousLayout> previous) {
    LedgerOpening opening = new LedgerOpening(files, options, previous);
    try {
      MappedLedger opened = new MappedLedger(lock, files, options, opening.run());
      if (!ledger.complete(opened)) {
        opened.close();
      }
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      lock.close();
      ledger.complete(onHeapInstead(options, opening.quarantined(), e));
    }
  }

  private static void giveUp(CompletableFuture<Ledger> ledger, LedgerOptions options) {
    if (!ledger.isDone()) {
      String reason = "the ledger did not open within " + options.deadline().toMillis() + " ms";
      ledger.complete(onHeapInstead(options, 0, new IOException(reason)));
    }
  }

  private static Ledger onHeapInstead(LedgerOptions options, int quarantined, Throwable reason) {
    boolean oldFileStands = Files.exists(LedgerFiles.in(options.directory()).index());
    LedgerStatus.State state =
        oldFileStands ? LedgerStatus.State.HIDDEN : LedgerStatus.State.DEGRADED;
    LOG.error("Hits are counted on the heap and will not survive this process", reason);
    String detail = reason.getMessage() == null ? reason.toString() : reason.getMessage();
    return HeapLedger.insteadOfFile(
        options.clock(), options.seriesBudget(), state, detail, quarantined);
  }
}
