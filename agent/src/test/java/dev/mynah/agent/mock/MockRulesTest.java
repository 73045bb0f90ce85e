package dev.mynah.agent.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.config.MockBody;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MockRulesTest {
  @TempDir private Path dir;

  @Test
  void goodBlockHasNoProblems() {
    MockKit kit =
        MockKit.json("{\"a\":\"{{request.id}}\"}")
            .header("X-A", "{{now}}")
            .header("Cache-Control", "max-age=1, public")
            .template();

    assertThat(kit.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "transfer-encoding",
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Upgrade",
        "Date",
      })
  void fieldsThatFrameAMessageAreRefused(String name) {
    assertThat(MockKit.text("x").header(name, "5").problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("headers." + name);
              assertThat(problem.found()).isEqualTo("5");
              assertThat(problem.expected()).startsWith("expected no such header");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100, 101, 199, 600, 999})
  void statusIsThatOfAFinalAnswer(int status) {
    assertThat(MockKit.text("x").status(status).problems())
        .containsExactly(new MockProblem("status", String.valueOf(status), "expected 200 to 599"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void statusWithoutContentHasNoBody(int status) {
    assertThat(MockKit.text("x").status(status).problems()).hasSize(1);
    assertThat(MockKit.of(new MockBody.Empty()).status(status).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'X Bad'", "'X:Bad'", "''", "'X\nBad'", "Zoë"})
  void headerNameIsAToken(String name) {
    assertThat(MockKit.text("x").header(name, "v").problems()).hasSize(1);
  }

  @Test
  void headerValueIsOneLine() {
    assertThat(MockKit.text("x").header("X-A", "a\r\nb").problems()).hasSize(1);
    assertThat(MockKit.text("x").header("X-A", "a\tb").problems()).isEmpty();
  }

  @Test
  void base64IsChecked() {
    assertThat(MockKit.of(new MockBody.Base64("a")).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.key()).isEqualTo("base64"));
  }

  @Test
  void bodyFileMustBeThere() throws Exception {
    Path missing = dir.resolve("none.json");

    assertThat(MockKit.file(missing).problems())
        .containsExactly(
            new MockProblem(
                "file", missing + " (no such file)", "expected a file that can be read"));
    assertThat(MockKit.file(dir).problems())
        .containsExactly(
            new MockProblem("file", dir + " (a directory)", "expected a file that can be read"));
    assertThat(MockKit.file(Files.writeString(dir.resolve("a"), "x")).problems()).isEmpty();
    assertThatThrownBy(() -> MockKit.file(missing).compile())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void templateFileIsTextOfBoundedSize() throws Exception {
    Path binary = Files.write(dir.resolve("b.bin"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path large = Files.writeString(dir.resolve("l.txt"), "x".repeat((1 << 20) + 1));
    Path whole = Files.writeString(dir.resolve("w.txt"), "x".repeat(1 << 20));
    Path broken = Files.writeString(dir.resolve("s.txt"), "a\n{{#if x}}\n");

    assertThat(MockKit.file(binary).template().problems()).hasSize(1);
    assertThat(MockKit.file(binary).problems()).isEmpty();
    assertThat(MockKit.file(large).template().problems()).hasSize(1);
    assertThat(MockKit.file(large).problems()).isEmpty();
    assertThat(MockKit.file(whole).template().problems()).isEmpty();
    assertThat(MockKit.file(broken).template().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.found()).startsWith("line 3: "));
  }

  @Test
  void brokenTemplatesAreAllNamedWithTheirPlace() {
    MockKit kit =
        MockKit.json("{\"a\":[\"{{#if}}\"]}")
            .header("X-A", "{{nope 1}}")
            .header("X-B", "{{request.nope}}")
            .template();

    assertThat(kit.problems())
        .extracting(MockProblem::key)
        .containsExactly("headers.X-A", "headers.X-B", "json.a[0]");
    assertThat(kit.problems().get(0).found()).isEqualTo("line 1: could not find helper: 'nope'");
  }

  @Test
  void bracesInABlockThatIsNoTemplateAreNoProblem() {
    assertThat(MockKit.text("{{#if}}").header("X-A", "{{").problems()).isEmpty();
  }
}
