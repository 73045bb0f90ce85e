package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the tree that are made from others. */
final class Committed {
  private Committed() {}

  /** Whether they are to be written instead of compared: {@code -Dmynah.write=true}. */
  static boolean writing() {
    return Boolean.getBoolean("mynah.write");
  }

  /** Compares a file with what it is made from, or writes it. */
  static void compare(Path file, String made) throws IOException {
    if (writing()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, made);
    }
    assertThat(file).exists();
    assertThat(Files.readString(file))
        .as("%s is not what it is made from; run this test with -Dmynah.write=true", file)
        .isEqualTo(made);
  }
}
