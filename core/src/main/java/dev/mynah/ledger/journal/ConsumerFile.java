package dev.mynah.ledger.journal;

import dev.mynah.ledger.dir.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a reader has come: {@code DATA/journal/consumers/NAME}, one line with the two
 * numbers of a {@link Position}. The writer deletes only what every reader has behind it, as long
 * as there is room; a file that was not touched for {@link #FORGOTTEN_AFTER} counts no more.
 *
 * <p>Threads: any; publishing under one name belongs to one thread at a time.
 *
 * @param touched by the file system's clock
 */
public record ConsumerFile(String name, Position position, Instant touched) {
  /** After this long without a sign a reader is taken for gone. */
  public static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

  private static final String DIRECTORY = "consumers";
  private static final String UNFINISHED = ".new";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern CONTENT = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18})\\s*");

  /**
   * Tells the writer that everything before a position has been read for good. The first time also
   * tells it that there is a reader: with {@code journal.mode: auto} it begins to write within
   * seconds. To be repeated at least daily, even when nothing moves.
   *
   * @param data the data directory
   * @param name of the reader: lower case letters, digits, {@code _} and {@code -}, at most 64
   * @throws IOException when it cannot be written; what was published before then stands
   */
  public static void publish(Path data, String name, Position position) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name of a reader: " + name + " (expected " + NAME + ")");
    }
    Path directory = directory(data);
    Files.createDirectories(directory);
    Path unfinished = directory.resolve(name + UNFINISHED);
    Files.writeString(unfinished, position.segment() + " " + position.offset() + "\n");
    AtomicFile.replace(unfinished, directory.resolve(name));
  }

  /** Those who read, whenever they last did; unreadable files are read from the start. */
  static List<ConsumerFile> all(Path data) throws IOException {
    List<ConsumerFile> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory(data))) {
      for (Path file : files.toList()) {
        ConsumerFile read = read(file);
        if (read != null) {
          all.add(read);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return all;
  }

  boolean isFresh(Instant now) {
    return touched.isAfter(now.minus(FORGOTTEN_AFTER));
  }

  private static Path directory(Path data) {
    return data.resolve(Journal.DIRECTORY).resolve(DIRECTORY);
  }

  private static @Nullable ConsumerFile read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!NAME.matcher(name).matches()) {
      return null;
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      Instant touched = Files.getLastModifiedTime(file).toInstant();
      Matcher content = CONTENT.matcher(text);
      Position position =
          content.matches()
              ? new Position(Long.parseLong(content.group(1)), Long.parseLong(content.group(2)))
              : Position.START;
      return new ConsumerFile(name, position, touched);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
