package dev.mynah.exporter.client;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks addresses up in the operator's file and notices when that changes.
 *
 * <p>The file is copied into the data directory and the copy mapped and deleted: an operator may
 * write a new file over the old one in place, and a mapped file that is cut short would end the
 * process. A change is taken once two looks in a row agree on size and time; one that cannot be
 * read leaves the old state serving.
 *
 * <p>Threads: {@link #find} from any; {@link #look} from one at a time.
 */
final class Geography {
  private static final Logger LOG = LoggerFactory.getLogger(Geography.class);
  private static final String COPY = "geography.copy";

  /** After a copy that failed, for want of room for instance. */
  private static final int LOOKS_OF_REST = 12;

  private final Path file;
  private final Path copy;
  private final Ticker ticker;
  private volatile @Nullable GeoDatabase current;
  private volatile String trouble = "";
  private @Nullable Stamp tried;
  private @Nullable Stamp candidate;
  private int rest;

  private record Stamp(long bytes, FileTime modified, @Nullable Object fileKey) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(is.size(), is.lastModifiedTime(), is.fileKey());
    }
  }

  Geography(Path file, Path data, Ticker ticker) {
    this.file = file;
    this.copy = data.resolve(COPY);
    this.ticker = ticker;
  }

  GeoPlace find(ClientAddress address) {
    if (address.isLocal()) {
      return GeoPlace.LOCAL;
    }
    GeoDatabase database = current;
    return database == null ? GeoPlace.UNKNOWN : database.find(address.inet());
  }

  /** What is wrong with the file; empty while nothing is. */
  Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  /** Which file serves; empty when none does. */
  String title() {
    GeoDatabase database = current;
    return database == null ? "" : database.title();
  }

  /** Reads the file as it is now. */
  synchronized void start() {
    look();
    look();
  }

  /** One look; a change is taken by the second look that finds it. */
  synchronized void look() {
    Stamp now;
    try {
      now = Stamp.of(file);
    } catch (IOException unseen) {
      tried = null;
      say(unseen);
      return;
    }
    if (now.equals(tried)) {
      candidate = null;
    } else if (!now.equals(candidate)) {
      candidate = now;
    } else if (rest > 0) {
      rest--;
    } else {
      tryToLoad(now);
    }
  }

  private void tryToLoad(Stamp expected) {
    try {
      load(expected);
    } catch (IOException unreadable) {
      rest = expected.equals(tried) ? 0 : LOOKS_OF_REST;
      say(unreadable);
    }
  }

  /** Counts as tried once it is copied: what is broken will not mend without a change. */
  private void load(Stamp expected) throws IOException {
    GeoDatabase read;
    try {
      Files.deleteIfExists(copy);
      Files.copy(file, copy);
      if (!Stamp.of(file).equals(expected)) {
        return;
      }
      tried = expected;
      read = GeoDatabase.open(copy, ticker);
    } finally {
      Files.deleteIfExists(copy);
    }
    current = read;
    trouble = "";
    LOG.info("Countries and cities come from {}: {}", file, read.title());
  }

  private void say(IOException what) {
    String sentence = file + " " + reason(what);
    if (current != null) {
      sentence += "; what was read before goes on serving";
    }
    if (!trouble.equals(sentence)) {
      trouble = sentence;
      LOG.warn("Geography: {}", sentence);
    }
  }

  private static String reason(IOException what) {
    if (what instanceof NoSuchFileException) {
      return "is not there";
    }
    if (what instanceof AccessDeniedException) {
      return "may not be read";
    }
    return String.valueOf(what.getMessage());
  }
}
