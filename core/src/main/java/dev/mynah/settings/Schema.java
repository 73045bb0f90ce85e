package dev.mynah.settings;

import dev.mynah.settings.declare.Address;
import dev.mynah.settings.declare.Reading;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.tree.Merge;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Problems;
import dev.mynah.settings.tree.Source;
import dev.mynah.settings.tree.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that may be set in a configuration: the sections of the modules side by side, each key of a
 * section being a key of the file.
 */
public final class Schema {
  private final List<Section<?>> sections;
  private final Section<Object> root;

  private Schema(List<Section<?>> sections) {
    this.sections = List.copyOf(sections);
    List<Setting<?>> settings = new ArrayList<>();
    Map<String, String> later = new HashMap<>();
    Map<String, String> synonyms = new HashMap<>();
    for (Section<?> section : sections) {
      settings.addAll(section.settings());
      later.putAll(section.later());
      synonyms.putAll(section.synonyms());
    }
    settings.forEach(setting -> later.remove(setting.key()));
    this.root =
        Section.of(
                "mynah", "A configuration of Mynah.", v -> null, settings.toArray(Setting[]::new))
            .later(later)
            .synonyms(synonyms);
  }

  /**
   * A schema of sections whose settings are the keys of the file.
   *
   * @throws IllegalArgumentException when two sections declare one key
   */
  public static Schema of(Section<?>... sections) {
    return new Schema(List.of(sections));
  }

  /** The sections that it was made of. */
  public List<Section<?>> sections() {
    return sections;
  }

  /** All keys of the file as one section that builds nothing; for the reference. */
  public Section<?> root() {
    return root;
  }

  /** The settings that the environment and flags can give, entries of maps left out. */
  public List<Address> addresses() {
    return Address.in(root.settings(), empty());
  }

  /** Reads files and layers; what is wrong with them is in the result. */
  public Settings load(ConfigFiles files, Layers layers) {
    return load(files, layers, UnaryOperator.identity());
  }

  /**
   * The same where the content of named files stands elsewhere.
   *
   * @param view from the absolute path of a named file to where its content is read
   */
  public Settings load(ConfigFiles files, Layers layers, UnaryOperator<Path> view) {
    Problems problems = new Problems();
    Mapping tree = new Overrides(root.settings(), problems).over(merged(files, problems), layers);
    return read(files, tree, layers, problems, view);
  }

  /**
   * Reads a change of a running configuration: what is read at start only keeps the value that the
   * process started with, and a warning says so.
   */
  public Settings reload(ConfigFiles files, Layers layers, Settings running) {
    Settings next = load(files, layers);
    if (!next.ok()) {
      return next;
    }
    Problems problems = new Problems();
    Mapping pinned = AtStart.keep(running.tree(), next.tree(), root.settings(), problems);
    if (problems.warnings().isEmpty()) {
      return next;
    }
    return read(files, pinned, layers, problems, UnaryOperator.identity());
  }

  private Settings read(
      ConfigFiles files, Mapping tree, Layers layers, Problems problems, UnaryOperator<Path> view) {
    Reading reading = new Reading(problems, layers.environment(), view);
    Map<Section<?>, Object> built = new HashMap<>();
    refuseUnknownKeys(tree, reading);
    for (Section<?> section : sections) {
      Object value = section.readAll(part(tree, section), reading);
      if (value != null) {
        built.put(section, value);
      }
    }
    new Overrides(root.settings(), problems).refuseUnknown(tree, layers, reading.variables());
    List<Problem> errors = new ArrayList<>(files.problems());
    errors.addAll(problems.errors());
    List<Problem> warnings = new ArrayList<>(files.warnings());
    warnings.addAll(problems.warnings());
    Settings.Findings findings =
        new Settings.Findings(
            sorted(errors),
            sorted(warnings),
            Set.copyOf(reading.files()),
            Set.copyOf(reading.keyFiles()),
            Map.copyOf(reading.places()),
            Unlike.defaults(Address.in(root.settings(), tree), tree));
    return new Settings(files, tree, built, findings);
  }

  private void refuseUnknownKeys(Mapping tree, Reading reading) {
    Set<String> known = keys(root.settings());
    tree.entries()
        .forEach(
            (key, node) -> {
              if (!known.contains(key) && !key.startsWith("x-")) {
                root.unknown(key, node.place(), reading);
              }
            });
  }

  private static Set<String> keys(Collection<Setting<?>> settings) {
    return Set.copyOf(settings.stream().map(Setting::key).toList());
  }

  private static Mapping part(Mapping tree, Section<?> section) {
    Map<String, Node> entries = new LinkedHashMap<>(tree.entries());
    entries.keySet().retainAll(keys(section.settings()));
    return new Mapping(entries, tree.place());
  }

  private Mapping merged(ConfigFiles files, Problems problems) {
    Mapping tree = new Mapping(Map.of(), Place.startOf(Source.file(files.root())));
    for (ConfigFile file : files.files()) {
      Source source = Source.file(file.path());
      Node node = YamlReader.read(file.bytes(), source, problems);
      if (node instanceof Mapping mapping && usable(mapping, problems)) {
        tree = Merge.files(tree, mapping, problems);
      } else if (node != null && !(node instanceof Mapping)) {
        problems.error(node.place(), node.shown(), "expected settings such as routes:");
      }
    }
    return tree;
  }

  /** Tells files of other kinds from files with mistakes, so that one sentence answers them. */
  private boolean usable(Mapping file, Problems problems) {
    boolean stub = file.get("request") != null && file.get("response") != null;
    if (stub || file.get("mappings") instanceof Node.Listing) {
      problems.error(
          Place.startOf(file.place().source()), ConfigFiles.WIREMOCK, ConfigFiles.WIREMOCK_HINT);
      return false;
    }
    return true;
  }

  private static Mapping empty() {
    return new Mapping(Map.of(), Place.startOf(Source.DEFAULTS));
  }

  private static List<Problem> sorted(List<Problem> problems) {
    Comparator<Problem> order =
        Comparator.comparing((Problem p) -> p.place().source().kind())
            .thenComparing(p -> p.place().source().name())
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column());
    return problems.stream().distinct().sorted(order).toList();
  }
}
