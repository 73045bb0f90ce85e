package dev.mynah.settings.declare;

import dev.mynah.settings.tree.Expansion;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One pass over a configuration: its problems, its environment, the files it names. */
public final class Reading {
  private final Problems problems;
  private final Expansion expansion;
  private final UnaryOperator<Path> view;
  private final Set<Path> files = new LinkedHashSet<>();
  private final Set<Path> keyFiles = new LinkedHashSet<>();
  private final Map<Path, Place> places = new HashMap<>();

  /**
   * @param environment what {@code ${NAME}} stands for
   * @param view where the content of a named file is really read from; the same path as a rule
   */
  public Reading(Problems problems, Map<String, String> environment, UnaryOperator<Path> view) {
    this.problems = problems;
    this.expansion = new Expansion(environment);
    this.view = view;
  }

  public Problems problems() {
    return problems;
  }

  /** Files that the configuration names, present or not: a change of one is a change of it. */
  public Set<Path> files() {
    return files;
  }

  /** Those of {@link #files()} that hold private keys, which are copied nowhere. */
  public Set<Path> keyFiles() {
    return keyFiles;
  }

  /** Variables of the environment that values refer to, set or not. */
  public Set<String> variables() {
    return expansion.referredTo();
  }

  @Nullable String expand(Scalar scalar) {
    return expansion.expand(scalar, problems);
  }

  /** A path as named at a place: relative to the file that names it, else to where we started. */
  static Path resolve(String text, Place place) {
    Path named = Path.of(text);
    Path file = place.source().file();
    Path base = file == null ? null : file.toAbsolutePath().getParent();
    return base == null ? named : base.resolve(named).normalize();
  }

  /** Where each file is named first, by the path that its content is read from. */
  public Map<Path, Place> places() {
    return places;
  }

  Path named(Path file, boolean holdsKey, Place place) {
    Path absolute = file.toAbsolutePath().normalize();
    files.add(absolute);
    if (holdsKey) {
      keyFiles.add(absolute);
    }
    Path read = view.apply(absolute);
    places.putIfAbsent(read, place);
    return read;
  }
}
