package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.ledger.LedgerStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What opening a ledger must not do: compile, phone home, write into somebody's home directory, or
 * take a file with holes for one with space. Watched in a JVM that got none of Chronicle's switches
 * from the command line.
 */
class QuietStartTest {
  @TempDir Path directory;

  @Test
  void nothingIsCompiledAndNobodyIsCalled() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home"));
    Path log = directory.resolve("classes.log");
    open(
        System.getProperty("java.class.path"),
        List.of("-Xlog:class+load:file=" + log, "-Duser.home=" + home));

    List<String> classes = Files.readAllLines(log);

    assertThat(classes)
        .anyMatch(line -> line.contains("VanillaGlobalMutableState$$Native source: file:"));
    assertThat(classes)
        .noneMatch(line -> line.contains(" com.sun.tools.javac.main."))
        .noneMatch(line -> line.contains(" com.sun.tools.javac.comp."))
        .noneMatch(line -> line.contains(" net.openhft.chronicle.analytics."))
        .noneMatch(line -> line.contains(" java.net.Socket "))
        .noneMatch(line -> line.contains(" sun.net.www.protocol.http.HttpURLConnection "))
        .noneMatch(line -> line.contains(" java.net.InetAddress "));
    assertThat(names(home)).isEmpty();
  }

  @Test
  void withoutTheNativeLibraryTheFileStillHasAllItsBlocks() throws Exception {
    open(ChildJvm.classPathWithout("jffi-1"), List.of());

    LedgerFiles files = LedgerFiles.in(directory.resolve("data"));
    assertThat(allocatedBytes(files.map())).isGreaterThanOrEqualTo(Files.size(files.map()));
    assertThat(allocatedBytes(files.index())).isGreaterThanOrEqualTo(Files.size(files.index()));
  }

  private void open(String classPath, List<String> flags) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(classPath, flags, "open", directory.resolve("data").toString())) {
      assertThat(child.line()).startsWith(LedgerStatus.State.FILE.name());
      assertThat(child.end()).isZero();
    }
  }

  private static long allocatedBytes(Path file) throws Exception {
    try {
      Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
      String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeTrue(stat.waitFor() == 0, "no stat of GNU here");
      return Long.parseLong(blocks.strip()) * 512;
    } catch (IOException e) {
      return Assumptions.abort("no program called stat here: " + e.getMessage());
    }
  }
}
