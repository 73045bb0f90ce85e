package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Figures of the image that stand a second time elsewhere. */
class RepeatedFiguresTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void theMemoryIsWhatTheLauncherDerivesFrom160() throws IOException {
    String launcher = Files.readString(ROOT.resolve("mynah"));
    int rest = 160 - Integer.parseInt(between(launcher, "\nFIXED_MEMORY=", "\n"));
    int heap = rest * 5 / 8;

    assertThat(launcher).contains("heap=$((rest * 5 / 8))").contains("direct=$((rest - heap))");
    assertThat(ImageTexts.DEFAULT_JAVA_OPTIONS)
        .isEqualTo(
            "-Xmx" + heap + "m -XX:MaxDirectMemorySize=" + (rest - heap) + "m -Dmynah.memory=160m");
  }

  @Test
  void theTimeOfFilesIsThatOfTheBuild() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));

    assertThat(between(pom, "<project.build.outputTimestamp>", "<"))
        .isEqualTo(BuildImage.TIME.toString());
  }

  @Test
  void theContainerfileStartsAsTheImageDoes() throws IOException {
    String file = Files.readString(ROOT.resolve("Containerfile"));

    assertThat(file)
        .contains("JDK_JAVA_OPTIONS=\"" + ImageTexts.DEFAULT_JAVA_OPTIONS + "\"")
        .contains("USER 10001:10001", "STOPSIGNAL SIGTERM", "WORKDIR /var/lib/mynah")
        .contains("EXPOSE 8080 9464 9465", "LANG=C.UTF-8", "MALLOC_ARENA_MAX=2")
        .contains("MYNAH_ADMIN_LISTEN_HOST=0.0.0.0");
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    assertThat(from).as(before).isGreaterThan(before.length());
    return text.substring(from, text.indexOf(after, from));
  }
}
