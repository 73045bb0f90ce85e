package dev.mynah.ledger.dir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a data directory, held as the system's lock on {@code writer.lock}: a killed
 * process gives it up by dying.
 *
 * <p>On POSIX a process loses its locks on a file as soon as it closes any descriptor of it. So the
 * holder must never open the file a second time: a set of held directories answers a second ledger
 * of the same process before the file is touched.
 */
public final class WriterLock implements AutoCloseable {
  static final String FILE_NAME = "writer.lock";

  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
  private static final int MAX_OWNER_BYTES = 64;

  private final Path directory;
  private final FileChannel channel;

  private WriterLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static WriterLock take(Path path) throws IOException {
    Path directory = path.toRealPath();
    if (!HELD_HERE.add(directory)) {
      throw new DirectoryInUseException(path, "this very process");
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel =
          FileChannel.open(
              directory.resolve(FILE_NAME),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE);
      if (tryLock(channel) == null) {
        throw new DirectoryInUseException(path, ownerIn(channel));
      }
      writeOwner(channel);
      taken = true;
      return new WriterLock(directory, channel);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD_HERE.remove(directory);
      }
    }
  }

  /** The process that last took the lock of a directory, for people; empty when there is none. */
  public static String lastOwner(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      if (!HELD_HERE.contains(directory.toRealPath()) && Files.isRegularFile(file)) {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Gives the right up. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The system frees the lock with the process at the latest.
      return;
    } finally {
      HELD_HERE.remove(directory);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void writeOwner(FileChannel channel) throws IOException {
    channel.truncate(0);
    String owner = "pid " + ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String ownerIn(FileChannel channel) throws IOException {
    ByteBuffer owner = ByteBuffer.allocate(MAX_OWNER_BYTES);
    channel.read(owner, 0);
    String text = new String(owner.array(), 0, owner.position(), StandardCharsets.US_ASCII).strip();
    return text.isEmpty() ? "another process" : "another process (" + text + ")";
  }
}
