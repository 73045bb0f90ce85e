package dev.mynah.ledger.hits;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.ScrapeReader;
import dev.mynah.ledger.SeriesBook;
import dev.mynah.ledger.SeriesPlaces.Claim;
import dev.mynah.ledger.Words;
import dev.mynah.ledger.dir.WriterLock;
import java.io.IOException;
import java.nio.channels.FileChannel.MapMode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The ledger in a file, of which this process is the one writer. */
final class MappedLedger implements Ledger {
  private final WriterLock lock;
  private final LedgerFiles files;
  private final LedgerOptions options;
  private final MappedPlaces places;
  private final Index index;
  private final MappedPair forReading;
  private final SeriesBook book;
  private final int quarantined;
  private final Map<Integer, LoopLedger> slots = new ConcurrentHashMap<>();
  private final Map<String, Words> presence = new HashMap<>();
  private final ExecutorService keeper;
  private Set<String> presentRoutes;
  private boolean closed;

  MappedLedger(
      WriterLock lock, LedgerFiles files, LedgerOptions options, LedgerOpening.Opened opened)
      throws IOException {
    this.lock = lock;
    this.files = files;
    this.options = options;
    this.places = opened.places();
    this.index = places.pair().index();
    this.forReading = MappedPair.open(files, MapMode.READ_ONLY);
    this.book = new SeriesBook(places, options.seriesBudget());
    this.quarantined = opened.quarantined();
    this.presentRoutes = options.presentRoutes();
    book.configured(presentRoutes);
    for (SeriesBook.Entry entry : opened.content().entries()) {
      if (RoutePresence.isPresence(entry.key())) {
        presence.put(entry.key().label("route"), entry.words());
      } else {
        book.enter(entry.slot(), entry.key(), entry.words());
      }
    }
    keeper = keeperThread();
    index.set(IndexHeader.CLEAN, 0);
    index.set(IndexHeader.PID, ProcessHandle.current().pid());
    index.set(IndexHeader.OPENED, options.clock().millis());
    for (int slot = 0; slot < options.eventLoops(); slot++) {
      places.stock(slot);
    }
    places.refillBy(slot -> keeper.execute(() -> places.stock(slot)));
    stampPresence();
  }

  @Override
  public LoopLedger slot(int eventLoopIndex) {
    return slots.computeIfAbsent(eventLoopIndex, slot -> new LoopLedger(slot, book));
  }

  @Override
  public LedgerReader reader() {
    try {
      return LedgerFileReader.staying(files, forReading);
    } catch (BadLedgerException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public LedgerReader scrapeReader() {
    return new ScrapeReader(reader(), book);
  }

  @Override
  public LedgerStatus status() {
    IndexHeader header = index.header();
    return new LedgerStatus(
        LedgerStatus.State.FILE,
        header.ledgerId(),
        Instant.ofEpochMilli(header.createdMillis()),
        header.mapBytes() + header.indexBytes(),
        places.usedBytes(),
        book.seriesCount(),
        book.exposedSeries(),
        book.folded(),
        quarantined,
        "");
  }

  @Override
  public synchronized void routesPresent(Collection<String> routeIds) {
    presentRoutes = Set.copyOf(routeIds);
    book.configured(presentRoutes);
    if (!closed) {
      stampPresence();
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stampPresence();
    keeper.shutdown();
    try {
      keeper.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    index.set(IndexHeader.CLEAN, 1);
    places.pair().force();
    places.close();
    lock.close();
  }

  /** Notes for each configured route that has counts that it is there now. */
  private void stampPresence() {
    long nowMillis = options.clock().millis();
    for (SeriesBook.Entry entry : book.entries()) {
      String route = entry.key().label("route");
      if (presentRoutes.contains(route)) {
        Words words = presence.get(route);
        if (words == null) {
          words = places.place(RoutePresence.SLOT, RoutePresence.key(route), Claim.FIRST_TO_FOLD);
        }
        if (words != null) {
          presence.put(route, words);
          words.write(0, nowMillis);
        }
      }
    }
  }

  private static ExecutorService keeperThread() {
    ThreadPoolExecutor keeper =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "mynah-ledger");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    keeper.allowCoreThreadTimeOut(true);
    return keeper;
  }
}
