package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A path, relative to the file that names it, or the word that says there is none. */
final class PathOrNoneType extends Type<MaybePath> {
  private static final Path NONE = Path.of("none");

  private final Type<Path> path;

  PathOrNoneType(Type<Path> path) {
    this.path = path;
  }

  @Override
  public @Nullable MaybePath read(Node node, Reading reading) {
    Path named = path.read(node, reading);
    if (named == null) {
      return null;
    }
    return named.equals(NONE)
        ? new MaybePath(null)
        : new MaybePath(Reading.resolve(named.toString(), node.place()));
  }

  @Override
  public String words() {
    return "path, or none";
  }

  @Override
  public String show(MaybePath value) {
    return String.valueOf(value.path() == null ? NONE : value.path());
  }

  @Override
  public boolean scalar() {
    return true;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return path.schema(definitions);
  }
}
