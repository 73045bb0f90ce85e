package dev.mynah.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.settings.LogSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void textIsTimeLevelShortNameAndMessage() {
    String line = EventLine.of(LogSettings.Format.TEXT, event("hello", null));

    assertThat(line).isEqualTo("2026-11-22T00:00:00.123Z WARN  route.Trie  hello\n");
  }

  @Test
  void jsonIsOneObjectWithTheStack() throws Exception {
    String line =
        EventLine.of(LogSettings.Format.JSON, event("no", new IllegalStateException("why\nnot")));

    JsonNode parsed = JSON.readTree(line);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(parsed.get("level").asText()).isEqualTo("WARN");
    assertThat(parsed.get("logger").asText()).isEqualTo("dev.mynah.agent.route.Trie");
    assertThat(parsed.get("error").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(parsed.get("stack").asText()).contains("why\nnot").contains("EventLineTest");
  }

  @Property
  void anyMessageComesBackFromItsJsonLine(@ForAll String message) throws Exception {
    String line = EventLine.of(LogSettings.Format.JSON, event(message, null));

    assertThat(JSON.readTree(line).get("message").asText()).isEqualTo(message);
    assertThat(line.codePoints().filter(c -> c < ' ').count()).isEqualTo(1);
  }

  @Test
  void aMessageCannotForgeALineOrSteerTheTerminal() {
    String line =
        EventLine.of(
            LogSettings.Format.TEXT,
            event("GET /x\r\n2026-11-22T00:00:00.000Z ERROR forged \u001b[31m\u009b", null));

    assertThat(line).doesNotContain("\r", "\u001b", "\u009b");
    assertThat(line.lines().skip(1)).allMatch(rest -> rest.startsWith("  "));
  }

  private static LoggingEvent event(String message, @Nullable Throwable thrown) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "fqcn",
            context.getLogger("dev.mynah.agent.route.Trie"),
            Level.WARN,
            null,
            thrown,
            null);
    event.setMessage(message);
    event.setTimeStamp(1_795_305_600_123L);
    return event;
  }
}
