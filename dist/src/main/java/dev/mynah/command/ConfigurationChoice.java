package dev.mynah.command;

import dev.mynah.quickstart.Quickstart;
import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which configuration a command runs with.
 *
 * @param bundled whether it is the example in the jar, because there was nothing else
 */
record ConfigurationChoice(ConfigFiles files, boolean bundled) {
  private static final List<String> USUAL = List.of("mynah.yaml", "mynah.yml", "mappings");

  /** The one that was named. */
  static ConfigurationChoice named(Path path) {
    return new ConfigurationChoice(ConfigFiles.read(path), false);
  }

  /** The one that lies in the folder, else the example. */
  static ConfigurationChoice usual(@Nullable Path named, Path folder) throws IOException {
    if (named != null) {
      return named(named);
    }
    for (String name : USUAL) {
      Path there = folder.resolve(name);
      if (Files.exists(there)) {
        return named(there);
      }
    }
    return example();
  }

  /** The example in the jar. */
  static ConfigurationChoice example() throws IOException {
    return bundled(Quickstart.FILE_NAME, Quickstart.configuration());
  }

  /** The example of the demonstration. */
  static ConfigurationChoice demonstration() throws IOException {
    return bundled(Quickstart.DEMO_FILE_NAME, Quickstart.demonstration());
  }

  private static ConfigurationChoice bundled(String file, byte[] bytes) {
    Path name = Path.of(file);
    ConfigFile example = new ConfigFile(name, bytes);
    return new ConfigurationChoice(
        new ConfigFiles(name, List.of(example), List.of(), List.of()), true);
  }

  /** Whether it goes to the example's backend. */
  boolean needsBackend() {
    return files.files().stream().anyMatch(file -> Quickstart.needsBackend(file.bytes()));
  }
}
