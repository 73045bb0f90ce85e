package dev.mynah.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chart copied to a folder of its own, with the charts it depends on by {@code file://} put into
 * {@code charts/} as {@code helm dependency build} would.
 *
 * <p>The library that renders leaves hooks out. In a copy made by {@link #withoutHooks} they carry
 * an annotation that Helm does not know, and are rendered like everything else.
 */
final class ChartCopy implements AutoCloseable {
  private static final String HOOK = "helm.sh/hook";
  private static final String UNKNOWN = "rendered.example/hook";
  private static final YAMLMapper YAML = StrictObjects.mapper();

  private final Path root;
  private final Path dir;

  private ChartCopy(Path root, Path dir) {
    this.root = root;
    this.dir = dir;
  }

  static ChartCopy of(Path chart) {
    return copy(chart, false);
  }

  static ChartCopy withoutHooks(Path chart) {
    return copy(chart, true);
  }

  static String hooksAgain(String rendered) {
    return rendered.replace(UNKNOWN, HOOK);
  }

  Path dir() {
    return dir;
  }

  /** Writes values to a file beside the chart. */
  Path write(String name, JsonNode values) {
    try {
      Path file = root.resolve(name);
      Files.writeString(file, YAML.writeValueAsString(values));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts values over those of the chart's own file. */
  void makeOwn(ObjectNode values) {
    try {
      Path file = dir.resolve("values.yaml");
      JsonNode own = Files.exists(file) ? YAML.readTree(file.toFile()) : YAML.createObjectNode();
      ObjectNode all = own instanceof ObjectNode object ? object : YAML.createObjectNode();
      merge(all, values);
      Files.writeString(file, YAML.writeValueAsString(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays one tree over another as Helm does: maps merge, all else replaces. */
  static void merge(ObjectNode below, ObjectNode above) {
    above
        .properties()
        .forEach(
            entry -> {
              JsonNode old = below.get(entry.getKey());
              if (old instanceof ObjectNode into && entry.getValue() instanceof ObjectNode from) {
                merge(into, from);
              } else {
                below.set(entry.getKey(), entry.getValue().deepCopy());
              }
            });
  }

  private static ChartCopy copy(Path chart, boolean hooksHidden) {
    try {
      Path root = Files.createTempDirectory("mynah-chart");
      Path dir = root.resolve(chart.getFileName().toString());
      copyInto(chart, dir, hooksHidden);
      return new ChartCopy(root, dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyInto(Path chart, Path dir, boolean hooksHidden) throws IOException {
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = dir.resolve(chart.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (hooksHidden && file.toString().contains("/templates/")) {
          String text = Files.readString(file, StandardCharsets.UTF_8);
          Files.writeString(target, text.replace(HOOK, UNKNOWN));
        } else {
          Files.copy(file, target);
        }
      }
    }
    JsonNode dependencies =
        YAML.readTree(chart.resolve("Chart.yaml").toFile()).path("dependencies");
    for (JsonNode dependency : dependencies) {
      String repository = dependency.path("repository").asText();
      Path own = dir.resolve("charts").resolve(dependency.path("name").asText());
      if (repository.startsWith("file://") && !Files.exists(own)) {
        Path source = chart.resolve(repository.substring("file://".length())).normalize();
        Files.createDirectories(own.getParent());
        copyInto(source, own, hooksHidden);
      }
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
