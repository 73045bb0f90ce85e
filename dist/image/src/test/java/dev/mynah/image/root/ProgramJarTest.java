package dev.mynah.image.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, taken apart. */
class ProgramJarTest {
  private static final List<String> NAMES =
      List.of(
          "dev/mynah/Mynah.class",
          "dev/mynah/quickstart/quickstart.yaml",
          "org/other/",
          "org/other/Other.class",
          "META-INF/services/x",
          "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
          "META-INF/native/libnetty_transport_native_epoll_aarch_64.so",
          "jni/x86_64-Linux/libjffi-1.2.so",
          "jni/aarch64-Linux/libjffi-1.2.so",
          "jni/Darwin/libjffi-1.2.jnilib",
          "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
          "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
          "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so");

  @TempDir Path folder;

  @Test
  void ourOwnClassesAreApartFromWhatTheyDependOn() throws IOException {
    Path out = taken(Platform.AMD64, NAMES, "dev.mynah.Mynah");

    assertThat(names(out.resolve("mynah.jar")))
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "dev/mynah/Mynah.class",
            "dev/mynah/quickstart/quickstart.yaml");
    assertThat(names(out.resolve("dependencies.jar")))
        .containsExactly(
            "META-INF/MANIFEST.MF", "META-INF/services/x", "org/other/", "org/other/Other.class");
    try (JarFile own = new JarFile(out.resolve("mynah.jar").toFile())) {
      Attributes main = own.getManifest().getMainAttributes();
      assertThat(main.getValue("Class-Path")).isEqualTo("dependencies.jar");
      assertThat(main.getValue("Add-Opens")).isEqualTo("java.base/java.lang");
    }
  }

  @Test
  void nativeLibrariesOfThePlatformBecomeFiles() throws IOException {
    assertThat(taken(Platform.AMD64, NAMES, "dev.mynah.Mynah").resolve("native"))
        .isDirectoryContaining("glob:**libnetty_transport_native_epoll_x86_64.so")
        .isDirectoryContaining("glob:**libjffi-1.2.so")
        .isDirectoryContaining("glob:**libsqlitejdbc.so")
        .isDirectoryNotContaining("glob:**aarch_64.so");
    Path arm = taken(Platform.ARM64, NAMES, "dev.mynah.Mynah").resolve("native");
    assertThat(arm.resolve("libsqlitejdbc.so"))
        .hasContent("org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
  }

  @Test
  void theSameClassesGiveTheSameFiles() throws IOException {
    Path one = taken(Platform.AMD64, NAMES, "dev.mynah.Mynah");
    Path two = taken(Platform.AMD64, NAMES.stream().sorted().toList(), "dev.mynah.Mynah");

    for (String file : List.of("mynah.jar", "dependencies.jar")) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(two.resolve(file));
      try (JarFile jar = new JarFile(one.resolve(file).toFile())) {
        assertThat(jar.stream().map(entry -> entry.getTimeLocal().getYear()))
            .as("whenever it is written")
            .containsOnly(1980);
      }
    }
  }

  @Test
  void anotherProgramsJarIsRefused() throws IOException {
    Path jar = jar(NAMES, "org.other.Other");

    assertThatThrownBy(() -> new ProgramJar(jar, Platform.AMD64).version())
        .hasMessageContaining("not a jar of Mynah");
    assertThatThrownBy(() -> new ProgramJar(folder.resolve("none.jar"), Platform.AMD64).version())
        .hasMessageContaining("there is no");
  }

  private Path taken(Platform platform, List<String> names, String main) throws IOException {
    Path out = Files.createTempDirectory(folder, "out");
    new ProgramJar(jar(names, main), platform).takeApart(out);
    return out;
  }

  private Path jar(List<String> names, String main) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, main);
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
    attributes.put(new Attributes.Name("Add-Opens"), "java.base/java.lang");
    Path jar = Files.createTempFile(folder, "whole", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          out.write(name.getBytes(StandardCharsets.UTF_8));
        }
        out.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> names(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }
}
