package dev.mynah.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.mynah.settings.LogSettings;
import java.nio.charset.StandardCharsets;

/** Encodes an event on the thread that logs and hands the line to the writer. */
final class LineAppender extends AppenderBase<ILoggingEvent> {
  private final LineWriter writer;
  private final LogSettings.Format format;

  LineAppender(LineWriter writer, LogSettings.Format format) {
    this.writer = writer;
    this.format = format;
    setName("mynah");
  }

  @Override
  protected void append(ILoggingEvent event) {
    Logging.counted(event.getLevel());
    writer.offer(EventLine.of(format, event).getBytes(StandardCharsets.UTF_8));
  }
}
