package dev.mynah.image.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The image's command line, and what stands a second time elsewhere. */
class EntryPointTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void theFlagsAreThoseOfTheLauncher() throws IOException {
    String launcher = Files.readString(ROOT.resolve("mynah"));
    String first = between(launcher, "\nflags=\"", "\"");
    String later = between(launcher, "\nlater=\"", "\"").replace("\\\n", "");

    assertThat(String.join(" ", EntryPoint.FLAGS)).isEqualTo(first + " " + later);
  }

  @Test
  void anArchiveIsUsedAsItWasMadeOrNotAtAll() {
    Jdk older = new Jdk(Path.of("/jdk"), "17.0.1", 17, Platform.AMD64);
    Jdk newer = new Jdk(Path.of("/jdk"), "25.0.1", 25, Platform.AMD64);

    assertThat(EntryPoint.of(older, true)).contains("-XX:SharedArchiveFile=" + EntryPoint.ARCHIVE);
    assertThat(EntryPoint.of(newer, true))
        .contains("-XX:AOTCache=" + EntryPoint.ARCHIVE, "--sun-misc-unsafe-memory-access=allow");
    for (Jdk jdk : List.of(older, newer)) {
      assertThat(EntryPoint.of(jdk, false)).noneMatch(word -> word.contains(EntryPoint.ARCHIVE));
      assertThat(EntryPoint.of(jdk, true))
          .containsSequence("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
      assertThat(EntryPoint.of(jdk, true)).endsWith("-jar", EntryPoint.JAR);
      assertThat(EntryPoint.training(jdk)).endsWith("-jar", EntryPoint.JAR, "train");
    }
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    assertThat(from).as(before).isGreaterThan(before.length());
    return text.substring(from, text.indexOf(after, from));
  }
}
