package dev.mynah.ledger.journal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes one file, at its end only. What fails half way is taken back, so that the file ends with a
 * whole record.
 */
public final class SegmentAppender implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final long number;
  private long length;

  private SegmentAppender(Path file, FileChannel channel, long number) {
    this.file = file;
    this.channel = channel;
    this.number = number;
  }

  /**
   * Begins a file.
   *
   * @throws IOException when it is there already or cannot be written; then none is left behind
   */
  public static SegmentAppender begin(Path directory, SegmentHeader header) throws IOException {
    Path file = Segments.file(directory, header.number());
    if (Files.exists(file) && Files.size(file) == 0) {
      // Left by a kill between its making and its first byte; the name is still free.
      Files.delete(file);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    SegmentAppender appender = new SegmentAppender(file, channel, header.number());
    try {
      appender.append(ByteBuffer.wrap(header.bytes()));
      return appender;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** Its number. */
  public long number() {
    return number;
  }

  /** How long it is. */
  public long length() {
    return length;
  }

  /**
   * Writes whole records.
   *
   * @throws IOException when not all could be written; then none of them is in the file
   */
  public void append(ByteBuffer records) throws IOException {
    try {
      long at = length;
      while (records.hasRemaining()) {
        at += channel.write(records, at);
      }
      length = at;
    } catch (IOException e) {
      try {
        channel.truncate(length);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** Whether the file is still in its place. */
  public boolean isThere() {
    return Files.exists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
