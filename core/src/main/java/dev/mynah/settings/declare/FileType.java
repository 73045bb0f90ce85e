package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that must be there, relative to the one that names it. */
final class FileType extends Type<Path> {
  private final Type<Path> path;
  private final boolean holdsKey;

  FileType(Type<Path> path, boolean holdsKey) {
    this.path = path;
    this.holdsKey = holdsKey;
  }

  @Override
  public @Nullable Path read(Node node, Reading reading) {
    Path named = path.read(node, reading);
    if (named == null) {
      return null;
    }
    Path file =
        reading.named(Reading.resolve(named.toString(), node.place()), holdsKey, node.place());
    if (Files.isRegularFile(file) && Files.isReadable(file)) {
      return file;
    }
    String state = Files.isDirectory(file) ? " is a directory" : reason(file);
    reading
        .problems()
        .error(node.place(), node.shown(), "expected a readable file; " + file + state);
    return null;
  }

  private static String reason(Path file) {
    return Files.exists(file) ? " may not be read" : " does not exist";
  }

  @Override
  public String words() {
    return "file";
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
