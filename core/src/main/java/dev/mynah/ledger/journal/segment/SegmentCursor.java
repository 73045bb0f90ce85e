package dev.mynah.ledger.journal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file from record to record while it may still be written. It takes as much memory as
 * the longest record that is really there, whatever lengths the file claims.
 */
public final class SegmentCursor implements AutoCloseable {
  private static final int WINDOW_BYTES = 64 << 10;

  private final FileChannel channel;
  private byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowLength;
  private long offset;
  private long searched;
  private long firstUnfinished = Long.MAX_VALUE;

  /** What comes next. */
  public sealed interface Step {}

  /** A record; its bytes are good until the next step. */
  public record Found(int type, ByteSource payload) implements Step {}

  /** Bytes that make no sense, with a record behind them. */
  public record Damaged(long bytes) implements Step {}

  /** No whole record is there yet; {@code bytes} of something are. */
  public record AtEnd(long bytes) implements Step {}

  private SegmentCursor(FileChannel channel, long offset) {
    this.channel = channel;
    this.offset = offset;
  }

  /** What a file's header says, or why it says nothing. */
  public record Opened(@Nullable SegmentHeader header, SegmentCursor cursor) {}

  /**
   * Opens a file.
   *
   * @param offset where to go on; 0 for the first record
   * @throws IOException when it is not there or may not be read
   */
  public static Opened open(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      SegmentCursor cursor = new SegmentCursor(channel, Math.max(offset, SegmentHeader.BYTES));
      return new Opened(cursor.header(), cursor);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private @Nullable SegmentHeader header() throws IOException {
    if (!load(0, SegmentHeader.BYTES)) {
      return null;
    }
    try {
      byte[] bytes = new byte[SegmentHeader.BYTES];
      System.arraycopy(window, 0, bytes, 0, bytes.length);
      return SegmentHeader.of(bytes);
    } catch (BadBytesException e) {
      return null;
    } finally {
      windowLength = 0;
    }
  }

  /** Where the next step begins. */
  public long offset() {
    return offset;
  }

  /** How long the file is now. */
  public long length() throws IOException {
    return channel.size();
  }

  /** Goes on to the next record, or to the end of damage. */
  public Step next() throws IOException {
    long size = channel.size();
    if (size - offset < Records.HEADER_BYTES || !load(offset, Records.HEADER_BYTES)) {
      return atEnd(size);
    }
    if (!Records.isHeader(window, at(offset))) {
      return search(size);
    }
    int length = Records.length(window, at(offset));
    if (size - offset - Records.HEADER_BYTES < length
        || !load(offset, Records.HEADER_BYTES + length)) {
      return atEnd(size);
    }
    int at = at(offset);
    if (!Records.isIntact(window, at)) {
      return search(size);
    }
    offset += Records.HEADER_BYTES + length;
    searched = 0;
    return new Found(
        Records.type(window, at), new ByteSource(window, at + Records.HEADER_BYTES, length));
  }

  /** The end may be written over, so nothing of it is kept. */
  private AtEnd atEnd(long size) {
    windowLength = 0;
    return new AtEnd(Math.max(0, size - offset));
  }

  private Step search(long size) throws IOException {
    long candidate = Math.max(searched, offset + 1);
    for (; size - candidate >= Records.HEADER_BYTES; candidate++) {
      if (!load(candidate, Records.HEADER_BYTES)) {
        break;
      }
      candidate = nextMarker(candidate);
      if (size - candidate < Records.HEADER_BYTES || !load(candidate, Records.HEADER_BYTES)) {
        break;
      }
      if (Records.isHeader(window, at(candidate)) && isWhole(candidate, size)) {
        long skipped = candidate - offset;
        offset = candidate;
        searched = 0;
        return new Damaged(skipped);
      }
    }
    // A record that is not whole yet is looked at again: only what cannot begin one is behind us.
    searched = Math.max(offset + 1, Math.min(candidate, firstUnfinished));
    firstUnfinished = Long.MAX_VALUE;
    return atEnd(size);
  }

  private boolean isWhole(long candidate, long size) throws IOException {
    int length = Records.length(window, at(candidate));
    if (size - candidate - Records.HEADER_BYTES < length) {
      firstUnfinished = Math.min(firstUnfinished, candidate);
      return false;
    }
    return load(candidate, Records.HEADER_BYTES + length)
        && Records.isIntact(window, at(candidate));
  }

  /** The next place in what is loaded where a marker may begin; its end where there is none. */
  private long nextMarker(long from) {
    int end = windowLength - Records.HEADER_BYTES;
    int at = at(from);
    while (at < end && window[at] != Records.FIRST_MARKER_BYTE) {
      at++;
    }
    return windowStart + at;
  }

  private int at(long position) {
    return (int) (position - windowStart);
  }

  /** Makes sure that some bytes are in the window; false when the file has become shorter. */
  private boolean load(long from, int count) throws IOException {
    if (from >= windowStart && from + count <= windowStart + windowLength) {
      return true;
    }
    if (window.length < count || (window.length > WINDOW_BYTES && count <= WINDOW_BYTES)) {
      window = new byte[Math.max(count, WINDOW_BYTES)];
    }
    windowStart = from;
    windowLength = 0;
    ByteBuffer buffer = ByteBuffer.wrap(window);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, from + buffer.position());
      if (read < 0) {
        break;
      }
    }
    windowLength = buffer.position();
    return windowLength >= count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
