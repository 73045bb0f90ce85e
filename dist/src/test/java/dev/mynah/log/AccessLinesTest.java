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
    LineWriter writer = new LineWriter("test-access", out, 10);
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    AccessLines lines = new AccessLines(writer, format, clock);
    lines.finished(
        new AccessLog.Entry(
            "127.0.0.1", "GET", path, "HTTP/1.1", 200, "get-user", "mock", 0, 17, 1_234_567));
    lines.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
