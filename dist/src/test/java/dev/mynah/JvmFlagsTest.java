package dev.mynah;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of what the JVM must open stands in two places; nothing else keeps one of its own. */
class JvmFlagsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern FLAG =
      Pattern.compile("--add-(opens|exports)[= ]([a-z.]+/[a-z.]+)=ALL-UNNAMED");

  @Test
  void theManifestOpensWhatTheTestsRunWith() throws IOException {
    Set<String> ofTests = new TreeSet<>();
    Matcher flag = FLAG.matcher(element(ROOT.resolve("pom.xml"), "jvm.opens"));
    while (flag.find()) {
      ofTests.add(flag.group(1) + " " + flag.group(2));
    }
    Set<String> ofManifest = new TreeSet<>();
    Path dist = ROOT.resolve("dist/pom.xml");
    Stream.of(element(dist, "Add-Opens").split(" ", -1)).forEach(p -> ofManifest.add("opens " + p));
    Stream.of(element(dist, "Add-Exports").split(" ", -1))
        .forEach(p -> ofManifest.add("exports " + p));

    assertThat(ofTests).hasSizeGreaterThanOrEqualTo(4);
    assertThat(ofManifest).isEqualTo(ofTests);
    assertThat(element(dist, "Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
  }

  @Test
  void launcherAndImagesLeaveItToTheManifest() throws IOException {
    List<Path> starters = new ArrayList<>(List.of(ROOT.resolve("mynah")));
    try (Stream<Path> files = Files.find(ROOT, 3, (p, a) -> isImageFile(p))) {
      files.forEach(starters::add);
    }
    for (Path starter : starters) {
      String text = Files.readString(starter);
      assertThat(text).as("%s", starter).doesNotContain("--add-opens", "--add-exports");
      assertThat(text).as("%s", starter).contains("-jar");
    }
  }

  private static boolean isImageFile(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("Dockerfile") || name.startsWith("Containerfile");
  }

  private static String element(Path pom, String name) throws IOException {
    Matcher element =
        Pattern.compile("<" + Pattern.quote(name) + ">(.*?)</").matcher(Files.readString(pom));
    assertThat(element.find()).as("%s has %s", pom, name).isTrue();
    return element.group(1).strip();
  }
}
