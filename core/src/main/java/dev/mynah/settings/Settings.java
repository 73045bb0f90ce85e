package dev.mynah.settings;

import dev.mynah.settings.declare.Section;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configuration, read whole: the sections it gives, or what is wrong with it.
 *
 * <p>It does not keep the tree it was built from, which takes several times what the values take.
 *
 * <p>Immutable; may be read from any thread.
 */
public final class Settings {
  private final ConfigFiles files;
  private final StartValues startValues;
  private final Map<Section<?>, Object> sections;
  private final Findings findings;

  /**
   * What was found beside the values.
   *
   * @param named files that the configuration names
   * @param keyFiles those of them that hold private keys
   * @param places where each of them is named
   * @param unlike settings that are not as they are by default, as lines to print
   */
  record Findings(
      List<Problem> problems,
      List<Problem> warnings,
      Set<Path> named,
      Set<Path> keyFiles,
      Map<Path, Place> places,
      List<String> unlike) {}

  Settings(
      ConfigFiles files,
      StartValues startValues,
      Map<Section<?>, Object> sections,
      Findings findings) {
    this.files = files;
    this.startValues = startValues;
    this.sections = sections;
    this.findings = findings;
  }

  /** Whether it may be used. */
  public boolean ok() {
    return findings.problems.isEmpty();
  }

  /** Everything that keeps it from being used, by file and line. */
  public List<Problem> problems() {
    return findings.problems;
  }

  /** What is allowed and probably not meant. */
  public List<Problem> warnings() {
    return findings.warnings;
  }

  /**
   * The record of a section that the schema was made of.
   *
   * @throws IllegalStateException when there are problems, or the schema has no such section
   */
  @SuppressWarnings("unchecked") // put by the schema under the section that built it
  public <T> T get(Section<T> section) {
    Object value = sections.get(section);
    if (!ok() || value == null) {
      throw new IllegalStateException("no " + section.name() + " in a configuration with problems");
    }
    return (T) value;
  }

  /**
   * The record of a section as far as it could be read, with defaults in place of the rest; for
   * finding the data directory when a configuration is refused.
   */
  @SuppressWarnings("unchecked") // put by the schema under the section that built it
  public <T> @Nullable T glimpse(Section<T> section) {
    return (T) sections.get(section);
  }

  /** The record of a section that could be read, whatever is wrong elsewhere; null when not. */
  @SuppressWarnings("unchecked") // put by the schema under the section that built it
  public <T> @Nullable T find(Section<T> section) {
    return (T) sections.get(section);
  }

  /** The files that it was read from. */
  public ConfigFiles files() {
    return files;
  }

  /** Files that it names, there or not: bodies, certificates, keys. */
  public Set<Path> named() {
    return findings.named;
  }

  /** Those of {@link #named()} that hold private keys. */
  public Set<Path> keyFiles() {
    return findings.keyFiles;
  }

  /** Where a file is named first; the start of the configuration for one that is not. */
  public Place placeOf(Path file) {
    return findings.places.getOrDefault(file, Place.startOf(Source.file(files.root())));
  }

  /**
   * What the operator set and is not so by default, one line each with its origin, secrets masked;
   * for the banner. Settings in lists are not among them.
   */
  public List<String> unlikeDefaults() {
    return findings.unlike;
  }

  /** What it says of the settings that are read at start only; for {@link Schema#reload}. */
  public StartValues startValues() {
    return startValues;
  }
}
