package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The turn to open an SQLite file and make its tables, which one process at a time does. The system
 * ends it with the process that has it. Where files cannot be locked everybody has a turn.
 */
final class OpeningTurn implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  private final long deadlineNanos;
  private final CountDownLatch never = new CountDownLatch(1);
  private @Nullable FileChannel channel;

  private OpeningTurn(long mostMillis) {
    this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis);
  }

  /**
   * Waits for it.
   *
   * @param file that is locked; made where it is missing, and left
   * @throws StoreFailure when others have it for longer than {@code mostMillis}
   */
  static OpeningTurn await(Path file, long mostMillis) {
    OpeningTurn turn = new OpeningTurn(mostMillis);
    try {
      turn.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (!taken(turn.channel)) {
        if (!turn.pause()) {
          turn.close();
          throw new StoreFailure(
              StoreFailure.Kind.BUSY,
              "the store is busy: another process has been opening it for "
                  + TimeUnit.MILLISECONDS.toSeconds(mostMillis)
                  + " seconds",
              new IOException(file + " is locked"));
        }
      }
    } catch (IOException e) {
      // What is wrong with the directory is told by the database.
      return turn;
    }
    return turn;
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Waits a little; false once it has taken long enough. */
  boolean pause() {
    if (System.nanoTime() - deadlineNanos >= 0) {
      return false;
    }
    try {
      return !never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The lock ends with the channel, however that ends.
        return;
      }
    }
  }
}
