package dev.mynah.exporter.tail;

import dev.mynah.exporter.store.Batch;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.StalePosition;
import dev.mynah.exporter.store.sql.StoreFailure;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step after the other from the journal into the store. A piece that was read is kept until it
 * is committed, so nothing is read twice while the store is down, and no more is read. One thread;
 * {@link #status} may be asked on any.
 */
final class TailSteps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TailSteps.class);
  private static final int RECORDS_AT_ONCE = 64;
  private static final int GIVE_UP_AFTER = 10;
  private static final long PUBLISH_AGAIN_MILLIS = 3_600_000;
  private static final long LOOK_AGAIN_MILLIS = 5_000;

  private final TailParts parts;
  private final TailCounters counters = new TailCounters();
  private String source = "";
  private JournalSource.@Nullable Reading reading;
  private @Nullable Piece pending;
  private boolean told;
  private long publishedMillis;
  private long lookedMillis;
  private volatile String trouble = "";

  /** What a step came to. */
  enum Outcome {
    /** Something was stored, and there is more. */
    MORE,
    /** All that there was is stored. */
    STORED,
    /** There is nothing new. */
    IDLE,
    /** It did not work; the same is tried again. */
    TROUBLED
  }

  TailSteps(TailParts parts) {
    this.parts = parts;
  }

  Outcome step() {
    try {
      JournalSource.Reading open = opened();
      if (open == null) {
        return well(Outcome.IDLE);
      }
      Piece piece = pending == null ? read(open) : pending;
      counters.backlog(open.backlogBytes());
      if (piece.isEmpty()) {
        parts.listener().caughtUp();
        lookAround(open.position());
        return well(Outcome.IDLE);
      }
      pending = piece;
      counters.queued(piece.entries().size());
      tell(piece);
      store(piece);
      if (piece.isFull()) {
        return well(Outcome.MORE);
      }
      if (piece.frames().isEmpty()) {
        // Read to the end, and no part of a frame was in it: the last frame was met whole.
        parts.listener().caughtUp();
      }
      return well(Outcome.STORED);
    } catch (StalePosition stale) {
      LOG.info("{}; reading on from there", stale.getMessage());
      startOver();
      return well(Outcome.MORE);
    } catch (IOException | RuntimeException failure) {
      return failed(failure);
    }
  }

  TailStatus status() {
    return counters.status(trouble);
  }

  /** Whether somebody wants to see what passes as it comes. */
  boolean isWatched() {
    return parts.listener().isWatching();
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
  }

  /** The reader, or null while nobody writes a journal. */
  private JournalSource.@Nullable Reading opened() throws IOException {
    if (reading != null) {
      return reading;
    }
    source = parts.journal().sourceId();
    if (source.isEmpty()) {
      publishAgain(Position.START);
      return null;
    }
    Position from = parts.store().position(source);
    JournalSource.Reading open = parts.journal().open(from);
    reading = open;
    parts.listener().opened(source);
    publish(from);
    return open;
  }

  private Piece read(JournalSource.Reading open) throws IOException {
    String from = source;
    Piece piece = new Piece(open.position(), event -> parts.entries().apply(from, event));
    while (!piece.isFull()) {
      List<JournalRecord> records = open.poll(RECORDS_AT_ONCE);
      Position after = open.position();
      boolean end = records.isEmpty();
      piece.add(records, after);
      if (end) {
        break;
      }
    }
    told = false;
    return piece;
  }

  private void tell(Piece piece) {
    if (told) {
      return;
    }
    told = true;
    for (JournalRecord.Gap gap : piece.gaps()) {
      LOG.warn("Part of the journal is lost, about {} bytes: {}", gap.bytes(), gap.why());
    }
    parts.listener().read(piece.entries());
  }

  private void store(Piece piece) throws IOException {
    SourceIdentity whose = parts.identity().apply(source);
    Batch batch = piece.batch(parts.routes().get());
    parts
        .listener()
        .storing(
            piece.frames(),
            () -> {
              long start = System.nanoTime();
              parts.store().ingest(whose, batch);
              parts.listener().stored(piece.frames(), System.nanoTime() - start);
            });
    pending = null;
    counters.stored(piece);
    publish(piece.to());
  }

  /** What is stored need not be kept; that it is stored does not hang on being able to say so. */
  private void publish(Position read) {
    try {
      parts.journal().publish(read);
      publishedMillis = parts.clock().millis();
    } catch (IOException e) {
      LOG.warn("Could not note how far the journal was read: {}", e.toString());
    }
  }

  private void publishAgain(Position read) {
    if (Math.abs(parts.clock().millis() - publishedMillis) >= PUBLISH_AGAIN_MILLIS) {
      publish(read);
    }
  }

  /** Nothing is new; a directory that was replaced has another id. */
  private void lookAround(Position read) throws IOException {
    publishAgain(read);
    long now = parts.clock().millis();
    if (Math.abs(now - lookedMillis) >= LOOK_AGAIN_MILLIS) {
      lookedMillis = now;
      String id = parts.journal().sourceId();
      if (!id.equals(source)) {
        LOG.info("The data directory is another one now; its journal is read from where it stands");
        startOver();
      }
    }
  }

  private void startOver() {
    pending = null;
    counters.queued(0);
    close();
  }

  private Outcome well(Outcome outcome) {
    if (!trouble.isEmpty()) {
      LOG.info("The exporter reads the journal again");
      trouble = "";
      parts.standing().well();
    }
    return outcome;
  }

  private Outcome failed(Exception failure) {
    counters.failed();
    String sentence = String.valueOf(failure.getMessage());
    if (trouble.isEmpty()) {
      if (failure instanceof StoreFailure || failure instanceof IOException) {
        LOG.warn("The journal waits, and keeps what is counted: {}", sentence);
      } else {
        LOG.warn("The journal waits, and keeps what is counted", failure);
      }
    }
    if (!sentence.equals(trouble)) {
      trouble = sentence;
      parts.standing().troubled(sentence);
    }
    Piece piece = pending;
    if (piece == null) {
      close();
    } else if (piece.refused() >= GIVE_UP_AFTER && storeAnswers()) {
      giveUp(piece);
    }
    return Outcome.TROUBLED;
  }

  /** Entries that the store cannot take must not keep counts out for good. */
  private void giveUp(Piece piece) {
    int events = piece.giveUpEntries();
    if (events > 0) {
      counters.gaveUp(events);
      counters.queued(0);
      LOG.error("{} requests could not be stored and are left out of the log", events);
    }
  }

  private boolean storeAnswers() {
    try {
      parts.store().position(source);
      return true;
    } catch (RuntimeException down) {
      return false;
    }
  }
}
