package dev.mynah.ledger.journal;

/**
 * A place in the journal: everything before it has been read.
 *
 * @param segment the number of the file, from 1
 * @param offset in that file
 */
public record Position(long segment, long offset) implements Comparable<Position> {
  /** Before everything. */
  public static final Position START = new Position(0, 0);

  @Override
  public int compareTo(Position other) {
    int bySegment = Long.compare(segment, other.segment);
    return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
  }
}
