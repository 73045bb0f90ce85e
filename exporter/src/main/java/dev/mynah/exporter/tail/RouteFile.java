package dev.mynah.exporter.tail;

import dev.mynah.exporter.route.RouteBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest book of a data directory: the file is looked at about once a second, and read when it
 * is another one. Any thread.
 */
public final class RouteFile implements Supplier<RouteBook> {
  private static final Logger LOG = LoggerFactory.getLogger(RouteFile.class);
  private static final String NAME = "routes.json";
  private static final long BETWEEN_LOOKS_NANOS = 1_000_000_000;

  private final Path data;
  private final LongSupplier nanoTime;
  private volatile RouteBook book = RouteBook.EMPTY;
  private State seen = State.NONE;
  private long lookedNanos;

  /** What tells one file from the next; it is replaced by renaming. */
  private record State(long size, FileTime modified, String key) {
    static final State NONE = new State(-1, FileTime.fromMillis(0), "");

    static State of(Path file) throws IOException {
      var attributes =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
      return new State(
          attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    }
  }

  public RouteFile(Path data, LongSupplier nanoTime) {
    this.data = data;
    this.nanoTime = nanoTime;
    this.lookedNanos = nanoTime.getAsLong() - 2 * BETWEEN_LOOKS_NANOS;
  }

  @Override
  public RouteBook get() {
    look();
    return book;
  }

  private synchronized void look() {
    long now = nanoTime.getAsLong();
    if (now - lookedNanos < BETWEEN_LOOKS_NANOS) {
      return;
    }
    lookedNanos = now;
    Path file = data.resolve(NAME);
    try {
      State state = Files.exists(file) ? State.of(file) : State.NONE;
      if (!state.equals(seen)) {
        book = RouteBook.read(data);
        seen = state;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read, the routes known so far stay: {}", file, e.toString());
    }
  }
}
