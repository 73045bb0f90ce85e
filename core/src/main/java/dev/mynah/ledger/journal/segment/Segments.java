package dev.mynah.ledger.journal.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in the journal's directory, {@code NUMBER.seg} with 20 digits. A file's number is one
 * more than the bytes of all files before it: the number of the next is this one's and its length.
 */
public final class Segments {
  private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.seg");
  private static final int DIGITS = 20;

  private Segments() {}

  /** One of them. */
  public record Segment(Path file, long number, long bytes) {
    /** The number that follows. */
    public long next() {
      return number + bytes;
    }
  }

  /** Where the file with a number is. */
  public static Path file(Path directory, long number) {
    return directory.resolve(String.format(Locale.ROOT, "%020d.seg", number));
  }

  /**
   * All that there are, oldest first; none when there is no directory.
   *
   * @throws IOException when it may not be read
   */
  public static List<Segment> in(Path directory) throws IOException {
    List<Segment> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        add(file, all);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    all.sort(Comparator.comparingLong(Segment::number));
    return all;
  }

  private static void add(Path file, List<Segment> all) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!NAME.matcher(name).matches()) {
      return;
    }
    try {
      long number = Long.parseLong(name.substring(0, DIGITS));
      all.add(new Segment(file, number, Files.size(file)));
    } catch (NoSuchFileException | NumberFormatException e) {
      // Deleted since it was listed, or no number of ours.
      return;
    }
  }
}
