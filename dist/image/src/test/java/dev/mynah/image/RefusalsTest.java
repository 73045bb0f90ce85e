package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be built is refused in one sentence. */
class RefusalsTest {
  @TempDir Path folder;

  /** How the command ended. */
  private record Ran(int code, String said) {}

  @Test
  void badArgumentsEndWith2() {
    assertThat(run("--platform", "linux/s390x"))
        .isEqualTo(
            new Ran(
                2, "mynah image: --platform linux/s390x: expected linux/amd64 or linux/arm64.\n"));
    assertThat(run("--tag", "Mynah").code()).isEqualTo(2);
    assertThat(run("--jdk").said()).contains("--jdk needs a value");
    assertThat(run("--nonsense").said()).contains("unknown argument --nonsense");
    assertThat(run("--join", "a.tar").said()).contains("two files or more");
    assertThat(run(Map.of("SOURCE_DATE_EPOCH", "soon")).said()).contains("seconds since 1970");
  }

  @Test
  void helpIsNoFailure() {
    Ran ran = run("--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.said()).contains("--platform", "--join", "--tag", "--libc", "--no-archive");
  }

  @Test
  void aFolderThatIsNoJdkForThisIsRefused() throws IOException {
    assertThat(withJdk("").said()).contains("is not a JDK");
    assertThat(withJdk("JAVA_VERSION=\"11.0.2\"\nOS_NAME=\"Linux\"\n").said())
        .contains("is Java 11.0.2: a JDK of version 17 or newer is needed");
    assertThat(withJdk("JAVA_VERSION=\"17\"\nOS_NAME=\"Darwin\"\n").said())
        .contains("is not for Linux");
    assertThat(withJdk("JAVA_VERSION=\"17\"\nOS_NAME=\"Linux\"\nLIBC=\"musl\"\n").said())
        .contains("is for musl");
    assertThat(withJdk("JAVA_VERSION=\"17\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"riscv64\"\n").said())
        .contains("CPU riscv64");
  }

  @Test
  void aPlatformThatTheJdkIsNotForIsRefused() throws IOException {
    Path jdk = jdk("JAVA_VERSION=\"21.0.1\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"aarch64\"\n");

    Ran ran = run("--jdk", jdk.toString(), "--platform", "linux/amd64");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.said()).contains("--platform linux/amd64, but").contains("is for aarch64");
  }

  private Ran withJdk(String release) throws IOException {
    Ran ran = run("--jdk", jdk(release).toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.said().lines()).hasSize(1);
    return ran;
  }

  private Path jdk(String release) throws IOException {
    Path jdk = Files.createTempDirectory(folder, "jdk");
    if (!release.isEmpty()) {
      Files.writeString(jdk.resolve("release"), release);
    }
    return jdk;
  }

  private static Ran run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private static Ran run(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      int code = BuildImage.run(List.of(arguments), environment, out, out);
      return new Ran(code, said.toString(StandardCharsets.UTF_8));
    }
  }
}
