package dev.mynah.settings;

import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.tree.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations given as text, for tests. */
public final class Loading {
  private Loading() {}

  /** A file named mynah.yaml. */
  public static ConfigFiles yaml(String text) {
    return files("mynah.yaml", text);
  }

  /** Names and contents by turns. */
  public static ConfigFiles files(String... namesAndTexts) {
    List<ConfigFile> files = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      byte[] bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
      files.add(new ConfigFile(Path.of(namesAndTexts[i]), bytes));
    }
    return new ConfigFiles(Path.of("mynah.yaml"), files, List.of(), List.of());
  }

  /** Problems as they are printed. */
  public static List<String> printed(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }
}
