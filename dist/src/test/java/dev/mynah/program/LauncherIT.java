package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.jupiter.api.condition.OS.MAC;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher script beside a jar, as an unpacked release has it, with a Java that writes down
 * what it is called with.
 */
@EnabledOnOs({LINUX, MAC})
class LauncherIT {
  @TempDir Path dir;
  private Path home = Path.of("");
  private Path launcher = Path.of("");

  @BeforeEach
  void unpack() throws Exception {
    home = Files.createDirectories(dir.resolve("a folder/with blanks"));
    launcher = home.resolve("mynah");
    Files.copy(Path.of("../mynah"), launcher);
    Files.writeString(home.resolve("mynah.jar"), "not read by the Java of this test");
  }

  @Test
  void anOldJavaIsRefusedWithItsVersion() throws Exception {
    MynahProcess.Ended ended = launch(java("11.0.20"), "--version");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("11.0.20").contains("17 or newer").hasLineCount(1);
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    MynahProcess.Ended ended = launch(dir.resolve("nothing here"), "--version");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("nothing here");
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    MynahProcess.Ended ended = launch(java("17.0.1"), "check", "my file.yaml", "--a=b c", "");

    assertThat(ended.out()).contains("[check][my file.yaml][--a=b c][]");
    assertThat(ended.out()).contains("[-jar][" + home.toRealPath() + "/mynah.jar]");
  }

  @Test
  void memoryIsDividedAndTakenOutOfTheArguments() throws Exception {
    MynahProcess.Ended ended = launch(java("17.0.1"), "agent", "--memory", "232m", "--port", "0");

    assertThat(ended.out())
        .contains("[-Xmx100m]", "[-XX:MaxDirectMemorySize=60m]", "[-XX:+UseSerialGC]")
        .contains("[agent][--port][0]")
        .doesNotContain("--memory", "sun-misc-unsafe");
  }

  @Test
  void anAgentOf160MiBGetsTheHeapThatTenThousandRoutesAreTestedWith() throws Exception {
    MynahProcess.Ended ended = launch(java("17.0.1"), "agent", "--memory", "160m");

    assertThat(ended.out()).contains("[-Xmx55m]", "[-XX:MaxDirectMemorySize=33m]", "[-Xss512k]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"16m", "lots", "160", "-5m", ""})
  void memoryThatMakesNoSenseIsBadUsage(String size) throws Exception {
    MynahProcess.Ended ended = launch(java("17.0.1"), "agent", "--memory=" + size + "");

    if (size.isEmpty()) {
      assertThat(ended.code()).as("an empty size is none").isZero();
      return;
    }
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--memory");
  }

  @Test
  void aNewerJavaGetsWhatOnlyItKnows() throws Exception {
    MynahProcess.Ended ended = launch(java("25.0.1"), "agent");

    assertThat(ended.out())
        .contains("[--sun-misc-unsafe-memory-access=allow]", "[-XX:AOTCache=" + home.toRealPath());
  }

  @Test
  void theArchiveIsMadeOnceAndUsed() throws Exception {
    Path java = java("17.0.1");
    MynahProcess.Ended first = launch(java, "up");
    MynahProcess.Ended second = launch(java, "up");

    assertThat(first.err()).contains("preparing quick starts");
    assertThat(second.err()).isEmpty();
    assertThat(second.out())
        .contains("[-XX:SharedArchiveFile=" + home.toRealPath())
        .contains("[-XX:+UnlockDiagnosticVMOptions]", "[-XX:ArchiveRelocationMode=0]");
  }

  private MynahProcess.Ended launch(Path javaHome, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(dir, "out", "");
    Path err = Files.createTempFile(dir, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MYNAH_"));
    builder.environment().putAll(Map.of("JAVA_HOME", javaHome.toString()));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new MynahProcess.Ended(
        process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A Java home whose Java prints its arguments, and makes the archive that it is asked for. */
  private Path java(String version) throws Exception {
    Path javaHome = Files.createDirectories(dir.resolve("jdk-" + version));
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        for a in "$@"; do
          printf '[%s]' "$a"
          case $a in
            -XX:ArchiveClassesAtExit=*) echo archive >"${a#-XX:ArchiveClassesAtExit=}" ;;
            -XX:AOTCacheOutput=*) echo archive >"${a#-XX:AOTCacheOutput=}" ;;
          esac
        done
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return javaHome;
  }
}
