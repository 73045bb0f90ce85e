package dev.mynah.ledger.hits;

import dev.mynah.ledger.SeriesBook;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesSum;
import dev.mynah.ledger.Words;
import dev.mynah.ledger.dir.DiskBlocks;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a new pair of files around counts that are carried over, or none. */
final class LedgerBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerBuilder.class);

  /** The slot that takes what is carried over. */
  private static final int CARRYING_SLOT = 0;

  private final LedgerFiles files;
  private final LedgerOptions options;
  private final Duration mapDeadline;

  LedgerBuilder(LedgerFiles files, LedgerOptions options, Duration mapDeadline) {
    this.files = files;
    this.options = options;
    this.mapDeadline = mapDeadline;
  }

  /**
   * Builds the pair beside the one there is, and puts it in its place when all is on disk.
   *
   * @throws IOException when there is no room or no right; the old pair then stands as it was
   */
  MappedPlaces build(LedgerImage image) throws IOException {
    LedgerFiles unfinished = files.unfinished();
    unfinished.delete();
    MappedPlaces places = null;
    boolean done = false;
    try {
      places = layOut(unfinished, image);
      carry(places, image);
      places.pair().force();
      places.pair().index().set(IndexHeader.COMPLETE, 1);
      places.pair().force();
      files.replaceBy(unfinished);
      done = true;
      return places;
    } finally {
      if (!done) {
        if (places != null) {
          places.close();
        }
        unfinished.delete();
      }
    }
  }

  private MappedPlaces layOut(LedgerFiles unfinished, LedgerImage image) throws IOException {
    fillIndexFile(unfinished.index(), options.indexBytes());
    ChroniclePages map = ChroniclePages.create(unfinished.map(), options.pages(), mapDeadline);
    boolean done = false;
    try {
      allocate(unfinished.map());
      // Mapped last: a mapping outlives its deleted file, and would hold room on a disk that is
      // full.
      MappedByteBuffer indexFile = MappedPair.map(unfinished.index(), MapMode.READ_WRITE);
      MappedByteBuffer memory = MappedPair.map(unfinished.map(), MapMode.READ_WRITE);
      IndexHeader header =
          new IndexHeader(
              image.ledgerId(),
              ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
              image.createdMillis(),
              memory.capacity(),
              PageLayout.PAGE_BYTES,
              indexFile.capacity());
      MappedPair pair = new MappedPair(Index.create(indexFile, header), memory, indexFile);
      pair.index().set(IndexHeader.MAP_HEADER, ChroniclePages.headerChecksum(memory));
      MappedPlaces places =
          new MappedPlaces(pair, new PageTable(pair.memory(), header.generation()), map);
      done = true;
      return places;
    } finally {
      if (!done) {
        map.close();
      }
    }
  }

  private static void carry(MappedPlaces places, LedgerImage image) {
    SeriesBook book = new SeriesBook(places, Integer.MAX_VALUE);
    for (Map.Entry<SeriesKey, long[]> series : image.sums().entrySet()) {
      SeriesKey key = series.getKey();
      int slot = RoutePresence.isPresence(key) ? RoutePresence.SLOT : CARRYING_SLOT;
      Words words = book.carryOver(slot, key);
      SeriesSum.add(key.family().kind(), words, series.getValue());
    }
  }

  private static void fillIndexFile(Path file, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      DiskBlocks.fill(channel, bytes);
    }
  }

  private static void allocate(Path map) throws IOException {
    try (FileChannel channel =
        FileChannel.open(map, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (DiskBlocks.ensure(map, channel) == DiskBlocks.Space.UNPROVEN) {
        LOG.warn(
            "The file system of {} does not show that the ledger's space is really there;"
                + " should it run full, counting may end the process",
            map.getParent());
      }
    }
  }
}
