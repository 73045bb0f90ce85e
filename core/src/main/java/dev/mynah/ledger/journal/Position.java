package dev.mynah.ledger.journal;

/**
 * A place in the journal: everything before it has been read.
 *
 * @param segment the number of the file: one more than the bytes of all files before it, so that 1
 *     is the first and what lies between two positions is known without the files
 * @param offset in that file
 */
public record Position(long segment, long offset) implements Comparable<Position> {
  /** Before everything. */
  public static final Position START = new Position(0, 0);

  /** Bytes of journal from another position to this one; below 0 when it lies ahead. */
  public long bytesSince(Position other) {
    return segment + offset - other.segment - other.offset;
  }

  @Override
  public int compareTo(Position other) {
    int bySegment = Long.compare(segment, other.segment);
    return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
  }
}
