package dev.mynah.agent.exchange;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A file or a part of one, read while it is sent. Files are read on an executor of their own, a
 * piece at a time and no further ahead than one piece; everything else belongs to the event loop.
 */
public final class FileBody implements BodySource {
  private static final int PIECE_BYTES = 128 * 1024;

  private final Path path;
  private final long endByte;
  private final long lengthBytes;
  private final Executor files;
  private final Executor loop;
  private @Nullable BodySink sink;
  private volatile @Nullable FileChannel channel;
  private long left;
  private boolean reading;
  private boolean paused;

  /**
   * Reads this part of a file.
   *
   * @param firstByte where it begins
   */
  public FileBody(Path path, long firstByte, long lengthBytes, Executor files, Executor loop) {
    this.path = path;
    this.endByte = firstByte + lengthBytes;
    this.lengthBytes = lengthBytes;
    this.files = files;
    this.loop = loop;
    this.left = lengthBytes;
  }

  @Override
  public void start(BodySink into) {
    sink = into;
    readOn();
  }

  @Override
  public void resume() {
    paused = false;
    readOn();
  }

  @Override
  public void cancel() {
    sink = null;
    if (!reading) {
      close();
    }
  }

  @Override
  public long length() {
    return lengthBytes;
  }

  private void readOn() {
    BodySink into = sink;
    if (into == null || reading || paused) {
      return;
    }
    if (left == 0) {
      sink = null;
      close();
      into.end(Fields.NONE);
      return;
    }
    reading = true;
    try {
      files.execute(this::readPiece);
    } catch (RejectedExecutionException full) {
      reading = false;
      delivered(null);
    }
  }

  /** On the executor for files. */
  private void readPiece() {
    ByteBuf piece = ByteBufAllocator.DEFAULT.directBuffer((int) Math.min(left, PIECE_BYTES));
    try {
      FileChannel open = channel;
      if (open == null) {
        open = FileChannel.open(path, StandardOpenOption.READ);
        channel = open;
      }
      int count = piece.writeBytes(open, endByte - left, piece.writableBytes());
      ByteBuf found = count > 0 ? piece : null;
      if (found == null) {
        piece.release();
      }
      loop.execute(() -> arrived(found));
    } catch (IOException gone) {
      piece.release();
      loop.execute(() -> arrived(null));
    }
  }

  private void arrived(@Nullable ByteBuf piece) {
    reading = false;
    if (sink == null) {
      if (piece != null) {
        piece.release();
      }
      close();
      return;
    }
    delivered(piece);
  }

  private void delivered(@Nullable ByteBuf piece) {
    BodySink into = sink;
    if (into == null) {
      return;
    }
    if (piece == null) {
      sink = null;
      close();
      into.failed(Failure.BODY_FILE_MISSING);
      return;
    }
    left -= piece.readableBytes();
    paused = !into.data(piece);
    readOn();
  }

  private void close() {
    FileChannel open = channel;
    channel = null;
    if (open == null) {
      return;
    }
    try {
      files.execute(() -> closeQuietly(open));
    } catch (RejectedExecutionException full) {
      closeQuietly(open);
    }
  }

  private static void closeQuietly(FileChannel open) {
    try {
      open.close();
    } catch (IOException alreadyUseless) {
      // only read from: there is nothing to lose
    }
  }
}
