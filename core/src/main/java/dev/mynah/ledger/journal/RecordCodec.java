package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.segment.BadBytesException;
import dev.mynah.ledger.journal.segment.ByteSink;
import dev.mynah.ledger.journal.segment.ByteSource;
import dev.mynah.ledger.journal.segment.Records;

/** What the types of records mean. */
final class RecordCodec {
  static final int FRAME = 1;
  private static final int EVENT = 2;
  private static final int LEFT_OUT = 3;

  private RecordCodec() {}

  /** Appends a frame; false when it is longer than a record may be. */
  static boolean write(Frame frame, ByteSink sink) {
    int begun = Records.begin(sink);
    FrameCodec.write(frame, sink);
    return Records.end(sink, begun, FRAME);
  }

  /** Appends an event; false when it is longer than a record may be. */
  static boolean write(HitEvent event, ByteSink sink) {
    int begun = Records.begin(sink);
    EventCodec.write(event, sink);
    return Records.end(sink, begun, EVENT);
  }

  /** Appends how many requests have no event. */
  static boolean write(JournalRecord.LeftOut leftOut, ByteSink sink) {
    int begun = Records.begin(sink);
    sink.signed(leftOut.timeMillis());
    sink.number(leftOut.count());
    return Records.end(sink, begun, LEFT_OUT);
  }

  static JournalRecord read(int type, ByteSource payload) throws BadBytesException {
    return switch (type) {
      case FRAME -> new JournalRecord.Counts(FrameCodec.read(payload));
      case EVENT -> new JournalRecord.Hit(EventCodec.read(payload));
      case LEFT_OUT -> new JournalRecord.LeftOut(payload.signed(), payload.number());
      default -> throw new BadBytesException("a record of type " + type);
    };
  }
}
