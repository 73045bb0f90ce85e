package dev.mynah.exporter.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One state of the geography file, and what was found in it lately. It is never closed: whoever
 * looks something up may hold it after it was replaced, and its memory goes when nobody does. Any
 * thread.
 */
final class GeoDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(GeoDatabase.class);
  private static final int CACHED_ADDRESSES = 10_000;
  private static final Duration CACHED_FOR = Duration.ofHours(1);

  private final Reader reader;
  private final Cache<InetAddress, GeoPlace> cache;
  private final AtomicBoolean complained = new AtomicBoolean();

  private GeoDatabase(Reader reader, Ticker ticker) {
    this.reader = reader;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(CACHED_ADDRESSES)
            .expireAfterWrite(CACHED_FOR)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Opens a file that nobody else changes, and looks into it.
   *
   * @param own mapped into memory: cutting it short while it is in use ends the process
   * @throws IOException when it is broken or has neither countries nor cities
   */
  static GeoDatabase open(Path own, Ticker ticker) throws IOException {
    Reader reader = new Reader(own.toFile(), Reader.FileMode.MEMORY_MAPPED);
    try {
      check(reader.getMetadata(), Files.size(own));
      GeoDatabase database = new GeoDatabase(reader, ticker);
      database.tryOut();
      return database;
    } catch (IOException | RuntimeException broken) {
      reader.close();
      throw broken instanceof IOException io ? io : new IOException("broken", broken);
    }
  }

  GeoPlace find(InetAddress address) {
    return cache.get(address, this::read);
  }

  /** What it calls itself, and when it was made. */
  String title() {
    Metadata about = reader.getMetadata();
    return about.databaseType() + " of " + about.buildTime();
  }

  private GeoPlace read(InetAddress address) {
    if (reader.getMetadata().ipVersion() == 4 && address instanceof Inet6Address) {
      return GeoPlace.UNKNOWN;
    }
    try {
      return GeoPlace.of(reader.get(address, Map.class));
    } catch (IOException | RuntimeException broken) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn("The geography file is damaged in places; they count as not known", broken);
      }
      return GeoPlace.UNKNOWN;
    }
  }

  private static void check(Metadata about, long bytes) throws IOException {
    String type = about.databaseType();
    if (!type.contains("City") && !type.contains("Country") && !type.contains("Enterprise")) {
      throw new IOException("is of type " + type + " (expected one with Country or City)");
    }
    long treeBytes = about.nodeCount() * about.recordSize() * 2 / Byte.SIZE;
    if (treeBytes > bytes) {
      throw new IOException("is cut short: " + bytes + " bytes");
    }
  }

  /** A few addresses all over the tree: a file that is broken at large fails here. */
  private void tryOut() throws IOException {
    for (int first = 1; first < 224; first += 16) {
      InetAddress address = InetAddress.getByAddress(new byte[] {(byte) first, 1, 1, 1});
      GeoPlace.of(reader.get(address, Map.class));
    }
  }
}
