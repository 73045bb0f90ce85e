package dev.mynah.settings;

import dev.mynah.settings.declare.Address;
import dev.mynah.settings.declare.Reading;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Values;
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
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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
    return read(files, () -> tree(files, layers, problems), layers, problems, view).settings;
  }

  /**
   * Reads a change of a running configuration: what is read at start only keeps the value that the
   * process started with, and a warning says so.
   *
   * @param running those of the configuration in use
   */
  public Settings reload(ConfigFiles files, Layers layers, StartValues running) {
    Problems problems = new Problems();
    Read next =
        read(
            files, () -> tree(files, layers, problems), layers, problems, UnaryOperator.identity());
    if (!next.settings.ok()) {
      return next.settings;
    }
    Problems changed = new Problems();
    AtStart.keep(running.tree(), next.rest, root.settings(), changed);
    if (changed.warnings().isEmpty()) {
      return next.settings;
    }
    Supplier<Mapping> pinned =
        () -> {
          Mapping tree = tree(files, layers, new Problems());
          return AtStart.keep(running.tree(), tree, root.settings(), new Problems());
        };
    return read(files, pinned, layers, changed, UnaryOperator.identity()).settings;
  }

  /** All layers as one tree. */
  private Mapping tree(ConfigFiles files, Layers layers, Problems problems) {
    return new Overrides(root.settings(), problems).over(merged(files, problems), layers);
  }

  /** A configuration that was read, and what is left of its tree. */
  private record Read(Settings settings, Mapping rest) {}

  /**
   * What a tree says, read value by value.
   *
   * @param rest the tree without what its lists hold, unless something is wrong with it
   */
  private record Gathered(Map<Section<?>, Values> values, StartValues startValues, Mapping rest) {}

  /**
   * Reads a tree and builds the sections.
   *
   * @param whole makes the tree. Nothing here keeps it once its values are read: for thousands of
   *     routes it takes more than what is built of them, and that is built while the routes before
   *     still serve.
   */
  private Read read(
      ConfigFiles files,
      Supplier<Mapping> whole,
      Layers layers,
      Problems problems,
      UnaryOperator<Path> view) {
    Reading reading = new Reading(problems, layers.environment(), view);
    Gathered gathered = gather(whole.get(), reading);
    Map<Section<?>, Object> built = new HashMap<>();
    for (Section<?> section : sections) {
      Values values = Objects.requireNonNull(gathered.values.get(section));
      Object value = section.build(values);
      if (value != null) {
        built.put(section, value);
      }
    }
    Mapping rest = gathered.rest;
    new Overrides(root.settings(), problems).refuseUnknown(rest, layers, reading.variables());
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
            Unlike.defaults(Address.in(root.settings(), rest), rest));
    return new Read(new Settings(files, gathered.startValues, built, findings), rest);
  }

  private Gathered gather(Mapping tree, Reading reading) {
    Map<Section<?>, Values> values = new LinkedHashMap<>();
    refuseUnknownKeys(tree, reading);
    for (Section<?> section : sections) {
      values.put(section, section.values(part(tree, section), reading));
    }
    boolean fine = reading.problems().errorCount() == 0;
    if (fine) {
      values.replaceAll((section, read) -> read.withoutItems());
    }
    StartValues startValues = StartValues.of(tree, root.settings());
    return new Gathered(values, startValues, fine ? tree.withoutItems() : tree);
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
