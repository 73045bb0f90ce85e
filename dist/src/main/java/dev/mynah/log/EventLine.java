package dev.mynah.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.mynah.settings.LogSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Turns a log event into one line: readable text, or one JSON object. */
final class EventLine {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventLine() {}

  static String of(LogSettings.Format format, ILoggingEvent event) {
    return format == LogSettings.Format.JSON ? json(event) : text(event);
  }

  private static String json(ILoggingEvent event) {
    JsonText line =
        new JsonText()
            .field("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
            .field("level", event.getLevel().toString())
            .field("logger", event.getLoggerName())
            .field("thread", event.getThreadName())
            .field("message", message(event));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.field("error", thrown.getClassName())
          .field("stack", ThrowableProxyUtil.asString(thrown));
    }
    return line.line();
  }

  private static String text(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))).append(' ');
    line.append(String.format(Locale.ROOT, "%-5s ", event.getLevel()));
    line.append(shortName(event.getLoggerName())).append("  ");
    oneLine(line, message(event));
    line.append('\n');
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append(ThrowableProxyUtil.asString(thrown)).append('\n');
    }
    return line.toString();
  }

  private static String message(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    return message == null ? "" : message;
  }

  /** {@code dev.mynah.agent.route.Trie} is {@code route.Trie}; other names keep their last two. */
  private static String shortName(String name) {
    int last = name.lastIndexOf('.');
    int before = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
    return name.substring(before + 1);
  }

  /** What came from outside must not be able to start a line of its own. */
  static void oneLine(StringBuilder line, String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '\n') {
        line.append("\n  ");
      } else if (c == '\t' || c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0)) {
        line.append(c);
      } else {
        line.append('?');
      }
    }
  }
}
