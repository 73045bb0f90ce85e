package dev.mynah.ledger.hits;

import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.SeriesBook;
import java.io.IOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger's files while another process, or this one, writes them. It only maps and never
 * writes, locks, creates or calls Chronicle, so it needs no write access and can be killed
 * anywhere.
 *
 * <p>What is mapped stays readable when the writer puts another pair in its place; the next read
 * notices that the index is another file and follows.
 */
final class LedgerFileReader implements LedgerReader {
  /** A replacement may pass between looking at the one file and at the other; not many do. */
  private static final int MAX_ATTEMPTS = 10;

  private final LedgerFiles files;
  private final boolean follows;
  private @Nullable Open open;

  /** A mapped pair and what its index has said so far. */
  private static final class Open {
    final MappedPair pair;
    final Identity identity;
    final PageTable pages;
    final List<SeriesBook.Entry> entries = new ArrayList<>();

    Open(MappedPair pair, Identity identity) {
      this.pair = pair;
      this.identity = identity;
      this.pages = new PageTable(pair.memory(), pair.index().header().generation());
    }

    void follow() throws BadLedgerException {
      for (IndexRecord record : pair.index().next()) {
        if (record instanceof IndexRecord.Page page) {
          pages.add(page);
        } else if (record instanceof IndexRecord.Series series) {
          SeriesBook.Entry entry = pages.add(series);
          if (!RoutePresence.isPresence(series.key())) {
            entries.add(entry);
          }
        }
      }
    }

    LedgerSnapshot snapshot() {
      IndexHeader header = pair.index().header();
      return LedgerSnapshot.of(
          header.ledgerId(), Instant.ofEpochMilli(header.createdMillis()), entries);
    }
  }

  /**
   * Tells one file from another of the same name. A mapped file keeps its key to itself. Its times
   * are no help: some systems change them with every write.
   */
  private record Identity(Object key) {
    static @Nullable Identity of(Path file) throws IOException {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return new Identity(key != null ? key : attributes.creationTime());
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }

  private LedgerFileReader(LedgerFiles files, boolean follows) {
    this.files = files;
    this.follows = follows;
  }

  /** For any process: sees the ledger that is in the directory at the time of each read. */
  static LedgerFileReader following(LedgerFiles files) {
    return new LedgerFileReader(files, true);
  }

  /**
   * For the writer's own process: stays with the files that it writes, even when somebody deletes
   * them.
   *
   * @param pair those files, mapped for reading
   */
  static LedgerFileReader staying(LedgerFiles files, MappedPair pair) throws BadLedgerException {
    LedgerFileReader reader = new LedgerFileReader(files, false);
    reader.open = new Open(pair.fromTheStart(), new Identity(files));
    return reader;
  }

  @Override
  public LedgerSnapshot read() throws IOException {
    Open mapped = open;
    if (mapped == null || follows) {
      mapped = current(mapped);
    }
    open = mapped;
    if (mapped == null) {
      return LedgerSnapshot.absent();
    }
    mapped.follow();
    return mapped.snapshot();
  }

  private @Nullable Open current(@Nullable Open mapped) throws IOException {
    Identity now = Identity.of(files.index());
    boolean same = mapped != null && mapped.identity.equals(now);
    if (now == null) {
      return null;
    }
    return same ? mapped : openConsistent();
  }

  @Override
  public void close() {
    open = null;
  }

  private @Nullable Open openConsistent() throws IOException {
    LedgerFiles halfReplaced =
        new LedgerFiles(files.directory(), files.map(), files.unfinished().index());
    IOException last = new BadLedgerException("the ledger's files do not belong together");
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (!Files.exists(files.index())) {
        return null;
      }
      try {
        return tryOpen(files);
      } catch (BadLedgerException | NoSuchFileException e) {
        last = e;
      }
      try {
        return tryOpen(halfReplaced);
      } catch (BadLedgerException | NoSuchFileException e) {
        last.addSuppressed(e);
      }
    }
    throw last;
  }

  private static Open tryOpen(LedgerFiles files) throws IOException {
    Identity identity = Identity.of(files.index());
    if (identity == null) {
      throw new NoSuchFileException(files.index().toString());
    }
    Open opened = new Open(MappedPair.open(files, MapMode.READ_ONLY), identity);
    opened.follow();
    return opened;
  }
}
