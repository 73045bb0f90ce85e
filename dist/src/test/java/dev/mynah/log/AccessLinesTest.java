package dev.mynah.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.settings.LogSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AccessLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int writers;

  @Test
  void nobodyIsToldUnlessItIsSwitchedOn() {
    assertThat(AccessLines.of(LogSettings.DEFAULT).wanted()).isFalse();
  }

  @Test
  void textIsOneLineOfFields() {
    assertThat(written(LogSettings.Format.TEXT, "/users/7"))
        .isEqualTo(
            "2026-11-22T10:00:00.000Z 127.0.0.1 GET /users/7 HTTP/1.1 200 get-user mock 0 17 1.234ms\n");
  }

  @Test
  void jsonHasTheSameFields() throws Exception {
    JsonNode line = new ObjectMapper().readTree(written(LogSettings.Format.JSON, "/a\"b"));

    assertThat(line.get("path").asText()).isEqualTo("/a\"b");
    assertThat(line.get("status").asInt()).isEqualTo(200);
    assertThat(line.get("durationMicros").asLong()).isEqualTo(1234);
  }

  @Test
  void aPathCannotForgeAFieldOrALine() {
    assertThat(written(LogSettings.Format.TEXT, "/x 200\n2026 \u001b\u2028"))
        .hasLineCount(1)
        .contains(" /x?200?2026??? HTTP/1.1 ");
  }

  private String written(LogSettings.Format format, String path) {
    AccessLines lines = lines();
    lines.apply(settings(true, format));
    lines.finished(entry(path));
    lines.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static LogSettings settings(boolean access, LogSettings.Format format) {
    return new LogSettings(format, LogSettings.Level.INFO, access);
  }

  private AccessLines lines() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    return new AccessLines(
        () -> {
          writers++;
          return new LineWriter("test-access", out, 10);
        },
        clock);
  }

  private static AccessLog.Entry entry(String path) {
    return new AccessLog.Entry(
        "127.0.0.1", "GET", path, "HTTP/1.1", 200, "get-user", "mock", 0, 17, 1_234_567);
  }

  @Test
  void itIsSwitchedWhileRequestsGoOn() {
    AccessLines lines = lines();
    lines.finished(entry("/before"));
    assertThat(writers).as("no thread for nobody").isZero();

    lines.apply(settings(true, LogSettings.Format.TEXT));
    lines.finished(entry("/on"));
    lines.apply(settings(false, LogSettings.Format.TEXT));
    assertThat(lines.wanted()).isFalse();
    lines.finished(entry("/off"));
    lines.apply(settings(true, LogSettings.Format.JSON));
    lines.finished(entry("/again"));
    lines.flush();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(" GET /on ", "\"path\":\"/again\"")
        .doesNotContain("/before", "/off");
    assertThat(writers).isEqualTo(1);
  }
}
