package dev.mynah.image.root;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The one jar, taken apart for an image: our own classes, which change with every build; what they
 * depend on, which changes rarely; and native libraries as files, so that nothing has to be
 * unpacked at a start and the image runs where {@code /tmp} may not hold programs.
 */
final class ProgramJar {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final Path jar;
  private final Platform platform;

  ProgramJar(Path jar, Platform platform) {
    this.jar = jar;
    this.platform = platform;
  }

  /** What its manifest says. */
  String version() throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new ImageFailure("there is no " + jar + ".");
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      if (version == null || !"dev.mynah.Mynah".equals(main.getValue("Main-Class"))) {
        throw new ImageFailure(jar + " is not a jar of Mynah.");
      }
      return version;
    }
  }

  /** Writes {@code mynah.jar}, {@code dependencies.jar} and {@code native/} into a folder. */
  void takeApart(Path folder) throws IOException {
    Path natives = Files.createDirectories(folder.resolve("native"));
    TreeMap<String, byte[]> own = new TreeMap<>();
    TreeMap<String, byte[]> others = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
      for (JarEntryBytes entry : JarEntryBytes.all(file)) {
        if (isNative(entry.name())) {
          Optional<String> library = library(entry.name());
          if (library.isPresent()) {
            Files.write(natives.resolve(library.get()), entry.bytes());
          }
        } else if (isOwn(entry.name())) {
          own.put(entry.name(), entry.bytes());
        } else if (!entry.name().equals(JarFile.MANIFEST_NAME)) {
          others.put(entry.name(), entry.bytes());
        }
      }
      write(folder.resolve("mynah.jar"), ownManifest(file.getManifest()), own);
    }
    write(folder.resolve("dependencies.jar"), manifestOfOthers(), others);
  }

  private static boolean isOwn(String name) {
    return name.startsWith("dev/mynah/") || name.startsWith("META-INF/third-party/");
  }

  private static boolean isNative(String name) {
    return name.startsWith("META-INF/native/")
        || name.startsWith("org/sqlite/native/")
        || name.startsWith("jni/");
  }

  /** The file's name in the image, if it is for this platform. */
  private Optional<String> library(String name) {
    boolean ours =
        name.startsWith("META-INF/native/") && name.endsWith("_" + platform.nettyCpu() + ".so")
            || name.startsWith("org/sqlite/native/Linux/" + platform.cpu() + "/")
            || name.startsWith("jni/" + platform.cpu() + "-Linux/");
    boolean file = !name.endsWith("/");
    return ours && file ? Optional.of(name.substring(name.lastIndexOf('/') + 1)) : Optional.empty();
  }

  private static Manifest ownManifest(Manifest whole) {
    Manifest manifest = new Manifest(whole);
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "dependencies.jar");
    return manifest;
  }

  private static Manifest manifestOfOthers() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    return manifest;
  }

  private static void write(Path file, Manifest manifest, Map<String, byte[]> entries)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    manifest.write(text);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, JarFile.MANIFEST_NAME, text.toByteArray());
      for (var entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
