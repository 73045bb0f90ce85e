package dev.mynah.image;

import dev.mynah.image.root.RootFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The layers of the image: the rarer they change, the lower they lie. */
enum Layer {
  SYSTEM("the C library, users, folders"),
  JAVA("Java"),
  DEPENDENCIES("what the program depends on"),
  PROGRAM("the program and its archive");

  private final String content;

  Layer(String content) {
    this.content = content;
  }

  String content() {
    return content;
  }

  /**
   * A layer as it lies in the image.
   *
   * @param diffId digest of the tar file before it is compressed
   */
  record Written(Layer layer, Blob blob, String diffId, long unpackedBytes) {}

  /** Which layer a path of the image belongs to; names are relative to the root. */
  static Layer of(String name) {
    if (name.startsWith("opt/java/")) {
      return name.endsWith(".jsa") ? PROGRAM : JAVA;
    }
    if (name.startsWith("opt/mynah/native") || name.equals("opt/mynah/dependencies.jar")) {
      return DEPENDENCIES;
    }
    return name.startsWith("opt/mynah/") ? PROGRAM : SYSTEM;
  }

  /** Owner and mode by the path, whoever built the image with whatever mask. */
  static TarWriter.Rights rights(String name, Path file) {
    return switch (name) {
      case "tmp" -> new TarWriter.Rights(01777, 0);
      case "var/lib/mynah" -> new TarWriter.Rights(0750, RootFolder.USER);
      default -> {
        if (Files.isDirectory(file)) {
          yield TarWriter.Rights.FOLDER;
        }
        yield Files.isExecutable(file) ? TarWriter.Rights.PROGRAM : TarWriter.Rights.FILE;
      }
    };
  }

  /** Packs what of an image's root belongs to this layer: sorted, one time, numeric owners. */
  Written pack(Path root, Path file, long seconds) throws IOException {
    DigestStream packed = new DigestStream(new BufferedOutputStream(Files.newOutputStream(file)));
    DigestStream tar = new DigestStream(new GZIPOutputStream(packed, 1 << 16));
    try (TarWriter writer = new TarWriter(tar, seconds)) {
      for (String name : names(root)) {
        if (of(name) == this) {
          put(writer, name, root.resolve(name));
        }
      }
    }
    Blob blob = new Blob(packed.digest(), packed.count(), file);
    return new Written(this, blob, tar.digest(), tar.count());
  }

  private static void put(TarWriter writer, String name, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      writer.link(name, Files.readSymbolicLink(file).toString());
    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      writer.folder(name, rights(name, file));
    } else {
      writer.file(name, rights(name, file), file);
    }
  }

  private static List<String> names(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(path -> !path.equals(root)).forEach(p -> names.add(root.relativize(p).toString()));
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }
}
