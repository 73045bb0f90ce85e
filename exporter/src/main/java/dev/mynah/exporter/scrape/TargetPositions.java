package dev.mynah.exporter.scrape;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.ledger.dir.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to when each target's minutes are kept, in a file. Minutes given again replace the earlier
 * ones, so a lost file costs queries and no counts. One thread.
 */
final class TargetPositions {
  private static final Logger LOG = LoggerFactory.getLogger(TargetPositions.class);
  private static final String FILE = "prometheus-source.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, Long> secondsById;

  private TargetPositions(Path file, Map<String, Long> secondsById) {
    this.file = file;
    this.secondsById = secondsById;
  }

  /** Reads the file of a data directory, where there is one that can be read. */
  static TargetPositions read(Path data) {
    Path file = data.resolve(FILE);
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new TargetPositions(
          file, JSON.readValue(bytes, new TypeReference<TreeMap<String, Long>>() {}));
    } catch (NoSuchFileException first) {
      return new TargetPositions(file, new TreeMap<>());
    } catch (JacksonException damaged) {
      LOG.warn("{} is damaged; minutes are asked for again", file);
    } catch (IOException unreadable) {
      LOG.warn("{} cannot be read; minutes are asked for again", file, unreadable);
    }
    return new TargetPositions(file, new TreeMap<>());
  }

  /** Up to when a target is kept, in seconds since 1970; 0 for one that never was. */
  long of(String id) {
    return secondsById.getOrDefault(id, 0L);
  }

  void set(String id, long seconds) {
    secondsById.put(id, seconds);
  }

  /** The newest of all; 0 where there is none. */
  long newest() {
    return secondsById.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Writes them, without those that are older than can be asked for. */
  void save(long oldestSeconds) {
    secondsById.values().removeIf(seconds -> seconds < oldestSeconds);
    try {
      AtomicFile.write(file, JSON.writeValueAsBytes(Map.copyOf(secondsById)));
    } catch (IOException e) {
      LOG.warn("{} cannot be written; after a restart minutes are asked for again", file, e);
    }
  }
}
