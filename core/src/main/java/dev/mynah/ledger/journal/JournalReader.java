package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.segment.BadBytesException;
import dev.mynah.ledger.journal.segment.SegmentCursor;
import dev.mynah.ledger.journal.segment.SegmentHeader;
import dev.mynah.ledger.journal.segment.Segments;
import dev.mynah.ledger.journal.segment.Segments.Segment;
import dev.mynah.ledger.journal.segment.SourceId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal from a position on, while it is written and after, in the writer's process or
 * another. It writes nothing, locks nothing, waits for nothing and needs no right but to read; what
 * is damaged or gone becomes a {@link JournalRecord.Gap}, never an exception. At the end of the
 * newest file it waits for the writer; what lies unfinished at the end of an older one was cut off
 * by a kill and is a gap.
 *
 * <p>One thread at a time. Memory: what {@link #poll} returns, one record and 64 KiB.
 */
public final class JournalReader implements AutoCloseable {
  private final Path data;
  private final Path directory;
  private Position position;
  private @Nullable SegmentCursor cursor;
  private boolean readable;
  private String trouble = "";

  private JournalReader(Path data, Position from) {
    this.data = data;
    this.directory = data.resolve(Journal.DIRECTORY);
    this.position = from;
  }

  /**
   * A reader; there need not be anything to read yet.
   *
   * @param data the data directory
   * @param from {@link Position#START}, or what {@link #position} said to an earlier reader
   */
  public static JournalReader open(Path data, Position from) {
    return new JournalReader(data, from);
  }

  /**
   * What has been written since the last time, as far as it goes.
   *
   * @param most records at once
   * @return empty when there is nothing new, or it cannot be read now: {@link #trouble} then says
   *     why
   */
  public List<JournalRecord> poll(int most) {
    List<JournalRecord> records = new ArrayList<>();
    trouble = "";
    try {
      boolean more = true;
      while (more && records.size() < most) {
        more = step(records);
      }
    } catch (IOException e) {
      trouble = e.toString();
      leave();
    }
    return records;
  }

  /** Everything before it has been returned by {@link #poll}. */
  public Position position() {
    return position;
  }

  /** Why nothing can be read now; empty when that is not so. */
  public String trouble() {
    return trouble;
  }

  /** The random id of the data directory; empty while there is none. */
  public String sourceId() {
    try {
      return SourceId.read(data);
    } catch (IOException e) {
      trouble = e.toString();
      return "";
    }
  }

  /** Bytes that have been written and not been read; 0 when that cannot be told. */
  public long backlogBytes() {
    try {
      List<Segment> all = Segments.in(directory);
      long end = all.isEmpty() ? 0 : all.get(all.size() - 1).next();
      long first = all.isEmpty() ? 0 : all.get(0).number();
      return Math.max(0, end - Math.max(first, position.segment() + position.offset()));
    } catch (IOException e) {
      trouble = e.toString();
      return 0;
    }
  }

  @Override
  public void close() {
    leave();
  }

  /** One step on; false when there is nothing more for now. */
  private boolean step(List<JournalRecord> records) throws IOException {
    SegmentCursor open = cursor;
    if (open == null) {
      return enter(records);
    }
    if (!readable) {
      return skip(open, records);
    }
    SegmentCursor.Step step = open.next();
    return step instanceof SegmentCursor.AtEnd ? atEnd(open, records) : take(open, step, records);
  }

  private boolean take(SegmentCursor open, SegmentCursor.Step step, List<JournalRecord> records) {
    long before = position.offset();
    position = new Position(position.segment(), open.offset());
    if (step instanceof SegmentCursor.Found found) {
      try {
        records.add(RecordCodec.read(found.type(), found.payload()));
      } catch (BadBytesException e) {
        long bytes = open.offset() - before;
        records.add(new JournalRecord.Gap(bytes, e.getMessage() + " in " + place(before)));
      }
    } else if (step instanceof SegmentCursor.Damaged damage) {
      records.add(new JournalRecord.Gap(damage.bytes(), "damage in " + place(before)));
    }
    return true;
  }

  private String place(long offset) {
    return Segments.file(directory, position.segment()).getFileName() + " at byte " + offset;
  }

  /** Opens the file that the position is in, or the first that is left behind it. */
  private boolean enter(List<JournalRecord> records) throws IOException {
    List<Segment> all = Segments.in(directory);
    for (Segment segment : all) {
      if (segment.number() >= position.segment()) {
        return enter(segment, records);
      }
    }
    if (all.isEmpty()) {
      return false;
    }
    // The writer never deletes its newest file: numbers below ours mean that it began anew.
    Segment first = all.get(0);
    records.add(new JournalRecord.Gap(0, "the journal began anew"));
    position = new Position(first.number(), 0);
    return enter(first, records);
  }

  private boolean enter(Segment segment, List<JournalRecord> records) throws IOException {
    boolean same = segment.number() == position.segment();
    SegmentCursor.Opened opened;
    try {
      opened = SegmentCursor.open(segment.file(), same ? position.offset() : 0);
    } catch (NoSuchFileException e) {
      return false;
    }
    SegmentHeader header = opened.header();
    cursor = opened.cursor();
    readable = header != null && header.version() <= SegmentHeader.VERSION;
    if (!same) {
      long lost = new Position(segment.number(), 0).bytesSince(position);
      boolean known = position.segment() > 0;
      long bytes = known ? lost : lost - 1;
      if (bytes != 0) {
        records.add(new JournalRecord.Gap(Math.max(0, bytes), "deleted before it was read"));
      }
      position = new Position(segment.number(), 0);
    }
    if (readable) {
      position = new Position(segment.number(), opened.cursor().offset());
    }
    return true;
  }

  /** The end of what there is: of the newest file for now, of any other for good. */
  private boolean atEnd(SegmentCursor open, List<JournalRecord> records) throws IOException {
    Segment next = following();
    if (next == null) {
      boolean anew = beganAnew();
      if (anew) {
        leave();
      }
      return anew;
    }
    // The writer may have ended this file between our look at it and at the directory.
    SegmentCursor.Step last = open.next();
    if (!(last instanceof SegmentCursor.AtEnd end)) {
      return take(open, last, records);
    }
    leaveFor(next, end.bytes(), "cut off at the end of ", records);
    return true;
  }

  /** A file without a header that we understand. */
  private boolean skip(SegmentCursor open, List<JournalRecord> records) throws IOException {
    Segment next = following();
    if (next == null) {
      leave();
      return false;
    }
    leaveFor(next, open.length() - position.offset(), "no way to read ", records);
    return true;
  }

  private void leaveFor(Segment next, long bytes, String why, List<JournalRecord> records) {
    String file = String.valueOf(Segments.file(directory, position.segment()).getFileName());
    if (bytes > 0) {
      records.add(new JournalRecord.Gap(bytes, why + file));
    }
    long lost = next.number() - position.segment() - position.offset() - Math.max(0, bytes);
    if (lost != 0) {
      String reason = lost > 0 ? "deleted before it was read" : "the journal began anew";
      records.add(new JournalRecord.Gap(Math.max(0, lost), reason));
    }
    leave();
    position = new Position(next.number(), 0);
  }

  private @Nullable Segment following() throws IOException {
    for (Segment segment : Segments.in(directory)) {
      if (segment.number() > position.segment()) {
        return segment;
      }
    }
    return null;
  }

  /** Whether there are files, and all of them come before ours. */
  private boolean beganAnew() throws IOException {
    List<Segment> all = Segments.in(directory);
    return !all.isEmpty() && all.get(all.size() - 1).number() < position.segment();
  }

  private void leave() {
    SegmentCursor open = cursor;
    cursor = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        trouble = e.toString();
      }
    }
  }
}
