package dev.mynah.exporter.tail;

import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory; a position is the number of records before it. */
final class HeldJournal implements JournalSource {
  String id = "source-1";
  final List<JournalRecord> records = new ArrayList<>();
  final List<Position> published = new ArrayList<>();
  int opened;
  int given;
  boolean broken;

  @Override
  public String sourceId() {
    return id;
  }

  @Override
  public void publish(Position read) {
    published.add(read);
  }

  @Override
  public Reading open(Position from) {
    opened++;
    return new Reading() {
      private int at = (int) from.offset();

      @Override
      public List<JournalRecord> poll(int most) throws IOException {
        if (broken) {
          throw new IOException("the disk is gone");
        }
        List<JournalRecord> next = records.subList(at, Math.min(records.size(), at + most));
        at += next.size();
        given += next.size();
        return List.copyOf(next);
      }

      @Override
      public Position position() {
        return new Position(at == 0 ? 0 : 1, at);
      }

      @Override
      public long backlogBytes() {
        return records.size() - at;
      }

      @Override
      public void close() {}
    };
  }
}
