package dev.mynah.ledger.journal.segment;

import dev.mynah.ledger.dir.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The random id of a data directory, in {@code DATA/source-id}: by it a store knows whose counts it
 * has. It is made once and stays, whatever becomes of the files beside it.
 */
public final class SourceId {
  private static final String FILE = "source-id";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int MOST_BYTES = 64;

  private SourceId() {}

  /** The id; empty while there is none. */
  public static String read(Path data) throws IOException {
    try (var in = Files.newInputStream(data.resolve(FILE))) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).trim();
      return FORM.matcher(text).matches() ? text : "";
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * The id, made if there is none. Only for the writer of the directory.
   *
   * @throws IOException when it can be neither read nor made
   */
  public static String make(Path data, Supplier<UUID> random) throws IOException {
    String there = read(data);
    if (!there.isEmpty()) {
      return there;
    }
    String made = random.get().toString();
    AtomicFile.write(data.resolve(FILE), made + "\n");
    return made;
  }
}
