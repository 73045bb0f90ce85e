package dev.mynah.exporter.store.counts;

/**
 * Requests and errors of one route by hour of one day: a version byte and two {@link Column}s.
 *
 * @param requests 24 of them
 * @param errors of those
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PatternBlock(long[] requests, long[] errors) {
  static final int HOURS = 24;
  private static final byte VERSION = 1;

  PatternBlock() {
    this(new long[HOURS], new long[HOURS]);
  }

  static PatternBlock decode(byte[] bytes) {
    BitReader in = new BitReader(bytes, 0);
    long version = in.bits(8);
    if (version != VERSION) {
      throw new IllegalStateException("a block of version " + version + ", which is not known");
    }
    PatternBlock block = new PatternBlock();
    Column.read(in, block.requests);
    Column.read(in, block.errors);
    return block;
  }

  byte[] encode() {
    BitWriter out = new BitWriter();
    out.bits(VERSION, 8);
    Column.write(out, requests);
    Column.write(out, errors);
    return out.toBytes();
  }
}
