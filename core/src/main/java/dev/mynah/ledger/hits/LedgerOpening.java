package dev.mynah.ledger.hits;

import dev.mynah.ledger.dir.Quarantine;
import java.io.IOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From whatever lies in the directory to a ledger that can count. In this order:
 *
 * <ol>
 *   <li>end a replacement that a dying process had begun;
 *   <li>move aside what only a newer program understands;
 *   <li>judge the files that are there by our own bounded checks; damaged ones are moved aside;
 *   <li>after a clean stop, fold routes that are long gone, and follow a changed size, by carrying
 *       the counts into a new pair;
 *   <li>open the map; if it holds a dead process's lock or its inner order is damaged, carry the
 *       counts into a new pair through the index, which needs no map;
 *   <li>where nothing is there, carry an earlier layout's counts over, or start at 0.
 * </ol>
 *
 * <p>Threads: runs once, on the ledger's own thread.
 */
final class LedgerOpening {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerOpening.class);

  /**
   * For one call into Chronicle. A dead process's lock is found after 2 s and other known reasons
   * to hang before it is called, so this is for a processor that is shared with many.
   */
  private static final Duration MAP_DEADLINE = Duration.ofSeconds(20);

  private static final Duration GONE_AFTER = Duration.ofDays(30);

  /**
   * What came of it.
   *
   * @param content what was in the files that are used on; a new pair has been read back
   * @param quarantined how many times something was moved aside
   */
  record Opened(MappedPlaces places, LedgerContent content, int quarantined) {}

  /** The old file could not be moved aside, so nothing may be shown in its place. */
  static final class NotMovableException extends IOException {
    private static final long serialVersionUID = 1;

    NotMovableException(IOException cause) {
      super("the old ledger could not be moved aside: " + cause, cause);
    }
  }

  private final LedgerFiles files;
  private final LedgerOptions options;
  private final List<PreviousLayout> previous;
  private final LedgerBuilder builder;
  private int quarantined;

  LedgerOpening(LedgerFiles files, LedgerOptions options, List<PreviousLayout> previous) {
    this.files = files;
    this.options = options;
    this.previous = previous;
    this.builder = new LedgerBuilder(files, options, MAP_DEADLINE);
  }

  int quarantined() {
    return quarantined;
  }

  /**
   * Opens or makes the ledger.
   *
   * @throws NotMovableException when there is an old one that can neither be used nor moved
   * @throws IOException when nothing can be written
   */
  Opened run() throws IOException {
    files.finishReplacing();
    moveNewerLayoutsAside();
    if (files.exist()) {
      try {
        Opened opened = openExisting();
        retirePrevious();
        return opened;
      } catch (IOException | RuntimeException e) {
        LOG.error("The ledger in {} cannot be used and is moved aside", files.directory(), e);
        moveAside();
      }
    }
    MappedPlaces places = builder.build(carriedOver());
    retirePrevious();
    return opened(places);
  }

  private Opened openExisting() throws IOException {
    LedgerContent content = LedgerContent.load(files, MapMode.READ_WRITE);
    content.pair().index().forgetTornTail();
    LedgerImage image = content.image();
    Set<String> gone = gone(content, image);
    boolean resized = content.pair().index().header().indexBytes() != options.indexBytes();
    if (!gone.isEmpty() || resized) {
      try {
        return opened(builder.build(image.withoutRoutes(gone)));
      } catch (IOException e) {
        LOG.warn("No room to rewrite the ledger; the old file is used on", e);
      }
    }
    return openMap(content, image);
  }

  private Opened openMap(LedgerContent content, LedgerImage image) throws IOException {
    try {
      checkMapHeader(content.pair());
      ChroniclePages map =
          ChroniclePages.open(
              files.map(), content.pair().memory(), content.pages().count(), MAP_DEADLINE);
      return usedOn(content, map);
    } catch (IOException e) {
      LOG.warn("The ledger's map cannot be used; its counts are carried into a new file", e);
    }
    try {
      return opened(builder.build(image));
    } catch (IOException e) {
      LOG.error("No new file either: the old one counts on without new pages", e);
      return usedOn(content, null);
    }
  }

  private static void checkMapHeader(MappedPair pair) throws BadLedgerException {
    long checksum = ChroniclePages.headerChecksum(pair.memory());
    if (checksum != pair.index().word(IndexHeader.MAP_HEADER)) {
      throw new BadLedgerException("the map's header is damaged");
    }
  }

  private Opened usedOn(LedgerContent content, @Nullable ChroniclePages map) {
    MappedPlaces places = new MappedPlaces(content.pair(), content.pages(), map);
    return new Opened(places, content, quarantined);
  }

  /** A new pair, read back through its files as any reader would. */
  private Opened opened(MappedPlaces places) throws IOException {
    return new Opened(places, LedgerContent.load(files, MapMode.READ_WRITE), quarantined);
  }

  private Set<String> gone(LedgerContent content, LedgerImage image) {
    if (!content.stoppedCleanly() || options.presentRoutes().isEmpty()) {
      return Set.of();
    }
    long since = options.clock().instant().minus(GONE_AFTER).toEpochMilli();
    return RoutePresence.goneSince(since, image, options.presentRoutes());
  }

  private LedgerImage carriedOver() {
    for (PreviousLayout layout : previous) {
      if (!layout.filesIn(files.directory()).isEmpty()) {
        try {
          return layout.read(files.directory());
        } catch (IOException e) {
          LOG.error("The counts of an earlier layout cannot be read and are moved aside", e);
        }
      }
    }
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return LedgerImage.empty(id, options.clock().millis());
  }

  /** An earlier layout's files have been carried over, or cannot be: they are never read again. */
  private void retirePrevious() throws IOException {
    for (PreviousLayout layout : previous) {
      for (Path file : layout.filesIn(files.directory())) {
        Quarantine.moveAside(file, now());
      }
    }
  }

  private void moveNewerLayoutsAside() throws IOException {
    List<Path> newer = files.ofNewerLayouts();
    for (Path file : newer) {
      LOG.warn("{} was written by a newer program and is moved aside", file);
      Quarantine.moveAside(file, now());
    }
    quarantined += newer.isEmpty() ? 0 : 1;
  }

  private void moveAside() throws IOException {
    try {
      files.moveAside(now());
      quarantined++;
    } catch (IOException e) {
      if (Files.exists(files.index())) {
        throw new NotMovableException(e);
      }
      throw e;
    }
  }

  private Instant now() {
    return options.clock().instant();
  }
}
