package dev.mynah.ledger.hits;

import dev.mynah.ledger.dir.AtomicFile;
import dev.mynah.ledger.dir.Quarantine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of a ledger's two files, and how a pair takes the place of another.
 *
 * <p>A new pair is built under names ending in {@code .new}. When it is complete, first the map and
 * then the index is renamed. A process that dies between the two leaves a new map beside the old
 * index and a complete {@code .new} index: {@link #finishReplacing} renames that too. One that dies
 * before leaves the old pair untouched, and the rest is deleted.
 *
 * @param map {@code hits-v1.cm}
 * @param index {@code hits-v1.idx}
 */
record LedgerFiles(Path directory, Path map, Path index) {
  /** The version of the layout that this program writes. */
  static final int SCHEMA = 1;

  private static final Pattern NAME = Pattern.compile("hits-v(\\d{1,6})\\.(cm|idx)(\\.new)?");
  private static final String UNFINISHED = ".new";

  static LedgerFiles in(Path directory) {
    return new LedgerFiles(
        directory,
        directory.resolve("hits-v" + SCHEMA + ".cm"),
        directory.resolve("hits-v" + SCHEMA + ".idx"));
  }

  /** The pair under construction. */
  LedgerFiles unfinished() {
    return new LedgerFiles(
        directory,
        map.resolveSibling(map.getFileName() + UNFINISHED),
        index.resolveSibling(index.getFileName() + UNFINISHED));
  }

  boolean exist() {
    return Files.exists(map) || Files.exists(index);
  }

  /** Puts a complete, flushed pair in the place of this one. */
  void replaceBy(LedgerFiles complete) throws IOException {
    AtomicFile.replace(complete.map, map);
    AtomicFile.replace(complete.index, index);
    flushDirectory();
  }

  /** Ends what a process that died while replacing had begun. */
  void finishReplacing() throws IOException {
    LedgerFiles left = unfinished();
    if (Files.exists(left.index) && !Files.exists(left.map) && IndexHeader.isComplete(left.index)) {
      AtomicFile.replace(left.index, index);
    }
    left.delete();
  }

  void delete() throws IOException {
    Files.deleteIfExists(map);
    Files.deleteIfExists(index);
  }

  /** Moves both aside. The index goes first: without it nobody takes the map for a ledger. */
  void moveAside(Instant now) throws IOException {
    for (Path file : List.of(index, map)) {
      if (Files.exists(file)) {
        Quarantine.moveAside(file, now);
      }
    }
  }

  /** Files of layouts that only a newer program understands. */
  List<Path> ofNewerLayouts() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(LedgerFiles::isNewer).sorted().toList();
    }
  }

  private static boolean isNewer(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() && Integer.parseInt(name.group(1)) > SCHEMA;
  }

  private void flushDirectory() {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets a directory be flushed; a process that dies is covered without it.
      return;
    }
  }
}
