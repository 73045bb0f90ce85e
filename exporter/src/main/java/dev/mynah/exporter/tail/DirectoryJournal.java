package dev.mynah.exporter.tail;

import dev.mynah.ledger.journal.ConsumerFile;
import dev.mynah.ledger.journal.JournalReader;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The journal of a data directory, whichever process writes it. One thread at a time. */
public final class DirectoryJournal implements JournalSource {
  /** What our consumer file is called. */
  public static final String CONSUMER = "exporter";

  private final Path data;

  public DirectoryJournal(Path data) {
    this.data = data;
  }

  @Override
  public String sourceId() throws IOException {
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      String id = reader.sourceId();
      refuse(id.isEmpty(), reader);
      return id;
    }
  }

  @Override
  public Reading open(Position from) {
    JournalReader reader = JournalReader.open(data, from);
    return new Reading() {
      @Override
      public List<JournalRecord> poll(int most) throws IOException {
        List<JournalRecord> records = reader.poll(most);
        refuse(records.isEmpty(), reader);
        return records;
      }

      @Override
      public Position position() {
        return reader.position();
      }

      @Override
      public long backlogBytes() {
        return reader.backlogBytes();
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  @Override
  public void publish(Position read) throws IOException {
    ConsumerFile.publish(data, CONSUMER, read);
  }

  private static void refuse(boolean nothing, JournalReader reader) throws IOException {
    if (nothing && !reader.trouble().isEmpty()) {
      throw new IOException("the journal cannot be read: " + reader.trouble());
    }
  }
}
