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
import java.util.Objects;
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
  /** Between the two renames of a replacement the files do not belong together. */
  private static final int MAX_ATTEMPTS = 200;

  private final LedgerFiles files;
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

  /** Tells one file from another of the same name. */
  private record Identity(@Nullable Object key, Instant created) {
    static @Nullable Identity of(Path file) throws IOException {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Identity(attributes.fileKey(), attributes.creationTime().toInstant());
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }

  LedgerFileReader(LedgerFiles files) {
    this.files = files;
  }

  @Override
  public LedgerSnapshot read() throws IOException {
    Identity now = Identity.of(files.index());
    Open mapped = open;
    if (now == null) {
      open = null;
      return LedgerSnapshot.absent();
    }
    if (mapped == null || !Objects.equals(mapped.identity, now)) {
      mapped = openConsistent();
      if (mapped == null) {
        return LedgerSnapshot.absent();
      }
    }
    mapped.follow();
    open = mapped;
    return mapped.snapshot();
  }

  @Override
  public void close() {
    open = null;
  }

  private @Nullable Open openConsistent() throws IOException {
    IOException last = new BadLedgerException("the ledger's files do not belong together");
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Identity identity = Identity.of(files.index());
      if (identity == null) {
        return null;
      }
      try {
        Open opened = new Open(MappedPair.open(files, MapMode.READ_ONLY), identity);
        opened.follow();
        return opened;
      } catch (BadLedgerException | NoSuchFileException e) {
        last = e;
        Thread.onSpinWait();
      }
    }
    throw last;
  }
}
