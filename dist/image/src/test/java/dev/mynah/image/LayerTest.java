package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers: which path lies where, and the same bytes for the same content. */
class LayerTest {
  @TempDir Path folder;

  @Test
  void whatChangesRarelyLiesBelowWhatChangesOften() {
    assertThat(Layer.of("lib/libc.so.6")).isEqualTo(Layer.SYSTEM);
    assertThat(Layer.of("opt/mynah")).isEqualTo(Layer.SYSTEM);
    assertThat(Layer.of("opt/java/lib/modules")).isEqualTo(Layer.JAVA);
    assertThat(Layer.of("opt/java/lib/server/classes.jsa")).isEqualTo(Layer.PROGRAM);
    assertThat(Layer.of("opt/mynah/dependencies.jar")).isEqualTo(Layer.DEPENDENCIES);
    assertThat(Layer.of("opt/mynah/native/libx.so")).isEqualTo(Layer.DEPENDENCIES);
    assertThat(Layer.of("opt/mynah/mynah.jar")).isEqualTo(Layer.PROGRAM);
    assertThat(Layer.of("opt/mynah/mynah.archive")).isEqualTo(Layer.PROGRAM);
  }

  @Test
  void theSameContentGivesTheSameBytesWheneverAndByWhomeverItWasWritten() throws IOException {
    Path first = tree("first", "bcade", "rw-r--r--", 1_000);
    Path second = tree("second", "edcba", "rw-------", 2_000);

    Layer.Written one = Layer.SYSTEM.pack(first, folder.resolve("one"), 7);
    Layer.Written two = Layer.SYSTEM.pack(second, folder.resolve("two"), 7);

    assertThat(one.blob().digest()).isEqualTo(two.blob().digest());
    assertThat(one.diffId()).isEqualTo(two.diffId());
    assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
  }

  @Test
  void otherContentGivesOtherBytes() throws IOException {
    Path root = tree("root", "ab", "rw-r--r--", 1_000);
    Layer.Written before = Layer.SYSTEM.pack(root, folder.resolve("one"), 7);
    Files.writeString(root.resolve("etc/a"), "other");

    Layer.Written after = Layer.SYSTEM.pack(root, folder.resolve("two"), 7);

    assertThat(after.diffId()).isNotEqualTo(before.diffId());
    assertThat(after.blob().bytes()).isEqualTo(Files.size(folder.resolve("two")));
  }

  private Path tree(String name, String files, String mode, long millis) throws IOException {
    Path root = folder.resolve(name);
    Files.createDirectories(root.resolve("etc"));
    for (String file : files.split("", -1)) {
      if (!file.isEmpty()) {
        Path written = Files.writeString(root.resolve("etc").resolve(file), file);
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(mode));
        Files.setLastModifiedTime(written, FileTime.fromMillis(millis));
      }
    }
    return root;
  }
}
