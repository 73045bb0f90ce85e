package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.segment.BadBytesException;
import dev.mynah.ledger.journal.segment.SegmentAppender;
import dev.mynah.ledger.journal.segment.SegmentCursor;
import dev.mynah.ledger.journal.segment.SegmentHeader;
import dev.mynah.ledger.journal.segment.Segments;
import dev.mynah.ledger.journal.segment.Segments.Segment;
import dev.mynah.ledger.journal.segment.SourceId;
import dev.mynah.settings.JournalSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writer's side of the files: which one is written, and which ones may go. Files that every
 * reader has behind it are deleted at once. While a reader is behind, events take no more than the
 * cap less the frames' reserve: beyond it the newest are refused. Frames take all of it, and then
 * the oldest file goes. When nobody reads, the oldest goes for either.
 *
 * <p>One thread.
 */
final class JournalFiles {
  private final Path data;
  private final Path directory;
  private final JournalSettings settings;
  private final Deque<Segment> old = new ArrayDeque<>();
  private @Nullable SegmentAppender current;
  private @Nullable Position slowest;
  private long nextNumber = 1;
  private String sourceId = "";
  private long deletedUnread;

  /** Whom bytes are for. */
  enum Purpose {
    EVENTS,
    FRAMES
  }

  JournalFiles(Path data, JournalSettings settings) {
    this.data = data;
    this.directory = data.resolve(Journal.DIRECTORY);
    this.settings = settings;
  }

  /**
   * Makes the directory and the id, and finds out what earlier processes left.
   *
   * @return the newest frame
   */
  Optional<Frame> prepare(Supplier<UUID> random) throws IOException {
    sourceId = SourceId.make(data, random);
    Files.createDirectories(directory);
    old.clear();
    Segments.in(directory).stream().filter(file -> file.bytes() > 0).forEach(old::add);
    if (!old.isEmpty()) {
      nextNumber = Math.max(nextNumber, old.getLast().next());
    }
    for (ConsumerFile reader : ConsumerFile.all(data)) {
      nextNumber = Math.max(nextNumber, end(reader.position()));
    }
    for (var newest = old.descendingIterator(); newest.hasNext(); ) {
      Optional<Frame> frame = lastFrame(newest.next());
      if (frame.isPresent()) {
        return frame;
      }
    }
    return Optional.empty();
  }

  private static Optional<Frame> lastFrame(Segment segment) throws IOException {
    Optional<Frame> last = Optional.empty();
    SegmentCursor.Opened opened;
    try {
      opened = SegmentCursor.open(segment.file(), 0);
    } catch (NoSuchFileException e) {
      return last;
    }
    try (SegmentCursor cursor = opened.cursor()) {
      SegmentHeader header = opened.header();
      if (header == null || header.version() > SegmentHeader.VERSION) {
        return last;
      }
      for (var step = cursor.next(); !(step instanceof SegmentCursor.AtEnd); step = cursor.next()) {
        if (step instanceof SegmentCursor.Found found && found.type() == RecordCodec.FRAME) {
          Optional<Frame> frame = frame(found);
          last = frame.isPresent() ? frame : last;
        }
      }
    }
    return last;
  }

  private static Optional<Frame> frame(SegmentCursor.Found found) {
    try {
      return Optional.of(FrameCodec.read(found.payload()));
    } catch (BadBytesException e) {
      return Optional.empty();
    }
  }

  /** Reads how far readers are, and deletes what all of them have behind them. */
  void look(Instant now) throws IOException {
    slowest =
        ConsumerFile.all(data).stream()
            .filter(reader -> reader.isFresh(now))
            .map(ConsumerFile::position)
            .min((one, other) -> Long.compare(end(one), end(other)))
            .orElse(null);
    Position reader = slowest;
    while (reader != null && !old.isEmpty() && old.getFirst().next() <= end(reader)) {
      delete(old.getFirst());
    }
  }

  /** Whether anybody has read within 30 days. */
  boolean haveReader() {
    return slowest != null;
  }

  /** Whether there is a file to write to, and it is still in its place. */
  boolean isOpen() {
    return current != null && current.isThere();
  }

  /** How long the file is that is written now. */
  long currentBytes() {
    return current == null ? 0 : current.length();
  }

  /** Ends the file that is written, if any, and begins the next. */
  void begin(long nowMillis, long ledgerId) throws IOException {
    end();
    if (Files.isDirectory(data)) {
      SourceId.make(data, () -> UUID.fromString(sourceId));
      Files.createDirectories(directory);
    }
    makeRoom(SegmentHeader.BYTES, Purpose.FRAMES);
    SegmentHeader header =
        new SegmentHeader(SegmentHeader.VERSION, nextNumber, nowMillis, ledgerId, sourceId);
    current = SegmentAppender.begin(directory, header);
  }

  /** Ends the file that is written; the next write begins another. */
  void end() throws IOException {
    SegmentAppender ended = current;
    current = null;
    if (ended == null) {
      return;
    }
    nextNumber = ended.number() + ended.length();
    try {
      Segment segment = new Segment(ended.file(), ended.number(), Files.size(ended.file()));
      nextNumber = Math.max(nextNumber, segment.next());
      old.addLast(segment);
    } catch (NoSuchFileException e) {
      // Somebody deleted it: what was in it is lost, and readers see that by the numbers.
      old.clear();
      old.addAll(Segments.in(directory));
    } finally {
      ended.close();
    }
  }

  /**
   * Writes whole records.
   *
   * @return false when there is no room for them under the cap
   * @throws IOException when they could not be written; none of them then is in the file
   */
  boolean append(ByteBuffer records, Purpose purpose) throws IOException {
    SegmentAppender open = current;
    if (open == null || !makeRoom(records.remaining(), purpose)) {
      return false;
    }
    open.append(records);
    return true;
  }

  private boolean makeRoom(long bytes, Purpose purpose) throws IOException {
    long most = settings.sizeBytes();
    if (purpose == Purpose.EVENTS) {
      most -= settings.frameReserveBytes();
    }
    while (total() + bytes > most && !old.isEmpty()) {
      Position reader = slowest;
      boolean unread = reader != null && old.getFirst().next() > end(reader);
      if (unread && purpose == Purpose.EVENTS) {
        return false;
      }
      delete(old.getFirst());
    }
    return purpose == Purpose.FRAMES || total() + bytes <= most;
  }

  private void delete(Segment segment) throws IOException {
    Files.deleteIfExists(segment.file());
    old.remove(segment);
    Position reader = slowest;
    if (reader != null) {
      long unread = segment.next() - Math.max(segment.number(), end(reader));
      deletedUnread += Math.max(0, unread);
    }
  }

  private long total() {
    return old.stream().mapToLong(Segment::bytes).sum() + currentBytes();
  }

  private static long end(Position position) {
    return position.segment() + position.offset();
  }

  JournalStatus.Files status() {
    Position reader = slowest;
    long end = current == null ? nextNumber : current.number() + current.length();
    long first = old.isEmpty() ? currentNumber() : old.getFirst().number();
    long unread = reader == null ? 0 : Math.max(0, end - Math.max(first, end(reader)));
    return new JournalStatus.Files(total(), settings.sizeBytes(), unread, deletedUnread);
  }

  private long currentNumber() {
    return current == null ? nextNumber : current.number();
  }
}
