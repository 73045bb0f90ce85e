package dev.mynah.ledger.hits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;

/**
 * The map file: a {@code ChronicleMap<Long, byte[]>} from (slot, page number) to a page. It hands
 * out space and keeps the file's form; counting never goes through it.
 *
 * <p>No checksums of entries, since words change in place (with them a recovery would delete every
 * entry); never sparse, since a hole is a SIGBUS when the disk is full; one segment, so that all
 * pages fit into its first tier and the file never grows.
 *
 * <p>Threads: not safe; every call that could hang runs on a thread of its own with a deadline.
 */
final class ChroniclePages implements AutoCloseable {
  /** What an entry adds to its page: the key. */
  private static final int ENTRY_OVERHEAD_BYTES = Long.BYTES;

  private static final byte[] ZEROS = new byte[PageLayout.PAGE_BYTES];
  private static final int SLOT_SHIFT = 32;
  private static final int HEADER_PREFIX_BYTES = 12;
  private static final int HEADER_LENGTH_MASK = 0x3FFF_FFFF;
  private static final int MAX_HEADER_BYTES = 4096;

  /** Pages that a process killed between the map and the index may have left unindexed. */
  private static final int MAX_UNINDEXED = 64;

  private final ChronicleMap<Long, byte[]> map;
  private final VanillaChronicleHash<?, ?, ?, ?> inside;

  private ChroniclePages(ChronicleMap<Long, byte[]> map) {
    this.map = map;
    this.inside = (VanillaChronicleHash<?, ?, ?, ?>) map;
  }

  /**
   * Makes a new file.
   *
   * @throws IOException when there is no room, or it takes longer than the deadline
   */
  static ChroniclePages create(Path file, int pages, Duration deadline) throws IOException {
    return within(
        deadline, () -> new ChroniclePages(builder(pages).createPersistedTo(file.toFile())));
  }

  /**
   * Opens a file that was judged good, and makes sure that its next page can be had: no lock left
   * by a dead process, and an inner order that a search ends in.
   *
   * @param known how many pages the index has
   * @throws IOException when it is not so, or cannot be told before the deadline
   */
  static ChroniclePages open(Path file, ByteBuffer content, int known, Duration deadline)
      throws IOException {
    return within(
        deadline,
        () -> {
          ChroniclePages pages =
              new ChroniclePages(builder(known + 1).createPersistedTo(file.toFile()));
          try {
            pages.checkInside(content, known);
            pages.probeLock();
            return pages;
          } catch (IOException | RuntimeException e) {
            pages.close();
            throw e;
          }
        });
  }

  /**
   * The checksum of what Chronicle wrote at the head of a file and reads first. Over a damaged head
   * it may wait a minute for somebody to finish it, so we look before it does.
   *
   * <pre>
   *   bytes 0 to 7   Chronicle's own checksum
   *   bytes 8 to 11  length of the text that follows; the two highest bits are flags
   * </pre>
   */
  static long headerChecksum(ByteBuffer content) {
    ByteBuffer bytes = content.duplicate().order(ByteOrder.nativeOrder());
    int length = HEADER_PREFIX_BYTES + (bytes.getInt(Long.BYTES) & HEADER_LENGTH_MASK);
    CRC32 crc = new CRC32();
    crc.update(bytes.position(0).limit(Math.min(length, MAX_HEADER_BYTES)));
    return crc.getValue();
  }

  /** How many pages fit into a number of bytes. */
  static int pagesIn(long bytes) {
    return (int) (bytes / (PageLayout.PAGE_BYTES + ENTRY_OVERHEAD_BYTES));
  }

  /** How many pages the file has room for. */
  int capacity() {
    return (int) inside.actualChunksPerSegmentTier;
  }

  /** Makes a page of zeros and tells where its value begins in the file. */
  long allocate(int slot, int number) {
    long key = (long) slot << SLOT_SHIFT | number;
    map.put(key, ZEROS);
    try (ExternalMapQueryContext<Long, byte[], ?> query = map.queryContext(key)) {
      query.readLock().lock();
      MapEntry<Long, byte[]> entry = query.entry();
      if (entry == null) {
        throw new IllegalStateException("page " + slot + "/" + number + " vanished");
      }
      var value = entry.value();
      return value.bytes().addressForRead(value.offset()) - inside.bsAddress();
    }
  }

  @Override
  public void close() {
    map.close();
  }

  private static ChronicleMapBuilder<Long, byte[]> builder(int pages) {
    return ChronicleMapBuilder.of(Long.class, byte[].class)
        .name("mynah-hits")
        .constantValueSizeBySample(ZEROS)
        .entries(pages)
        .actualSegments(1)
        .checksumEntries(false)
        .sparseFile(false);
  }

  /**
   * Compares the search table and the list of free space with what the index knows. A damaged table
   * without a free place would be searched for ever, a damaged list would give a page out twice.
   */
  private void checkInside(ByteBuffer content, int known) throws IOException {
    int table = (int) (inside.segmentBaseAddr(0) - inside.bsAddress());
    ByteBuffer bytes = content.duplicate().order(ByteOrder.nativeOrder());
    int entries = 0;
    int placeBytes = inside.tierHashLookupSlotSize;
    for (int i = 0; i < inside.tierHashLookupCapacity; i++) {
      int at = table + i * placeBytes;
      long place = placeBytes == Integer.BYTES ? bytes.getInt(at) : bytes.getLong(at);
      entries += place == 0 ? 0 : 1;
    }
    int free =
        (int)
            (table + inside.tierHashLookupOuterSize + VanillaChronicleHash.TIER_COUNTERS_AREA_SIZE);
    int taken = 0;
    for (int i = 0; i < inside.tierFreeListInnerSize; i += Long.BYTES) {
      taken += Long.bitCount(bytes.getLong(free + i));
    }
    boolean plausible =
        entries == taken
            && entries >= known
            && entries <= known + MAX_UNINDEXED
            && map.longSize() == entries;
    if (!plausible) {
      throw new IOException(
          "map holds "
              + map.longSize()
              + " pages, finds "
              + entries
              + ", has given out "
              + taken
              + ", index knows "
              + known);
    }
  }

  /** Takes and gives back the one segment's lock; throws after 2 s when a dead process holds it. */
  private void probeLock() {
    try (ExternalMapQueryContext<Long, byte[], ?> query = map.queryContext(0L)) {
      query.writeLock().lock();
    }
  }

  private static <T> T within(Duration deadline, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "mynah-ledger-map");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new IOException("map did not open within " + deadline.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the map was opened", e);
    } catch (ExecutionException e) {
      throw new IOException("map did not open: " + e.getCause(), e.getCause());
    }
  }
}
