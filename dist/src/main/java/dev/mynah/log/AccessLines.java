package dev.mynah.log;

import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.settings.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;

/**
 * Writes a line per request to standard output, readable or as JSON. Event loops hand lines over
 * and never wait; what is not read fast enough is left out and counted.
 */
public final class AccessLines implements AccessLog {
  private static final int QUEUE_LINES = 16_384;

  private final LineWriter writer;
  private final LogSettings.Format format;
  private final Clock clock;

  AccessLines(LineWriter writer, LogSettings.Format format, Clock clock) {
    this.writer = writer;
    this.format = format;
    this.clock = clock;
    writer.format(format);
  }

  /** The access log that the settings ask for, which may be none. */
  public static AccessLog of(LogSettings settings) {
    if (!settings.access()) {
      return AccessLog.NONE;
    }
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    LineWriter writer = new LineWriter("mynah-access", out, QUEUE_LINES);
    return new AccessLines(writer, settings.format(), Clock.systemUTC());
  }

  /** Waits up to a second until everything is written; not for event loops. */
  public void flush() {
    writer.flush(1_000);
  }

  /** Lines that nobody read in time. */
  public long droppedLines() {
    return writer.dropped();
  }

  @Override
  public boolean wanted() {
    return true;
  }

  @Override
  public void finished(Entry entry) {
    String line = format == LogSettings.Format.JSON ? json(entry) : text(entry);
    writer.offer(line.getBytes(StandardCharsets.UTF_8));
  }

  private String json(Entry entry) {
    return new JsonText()
        .field("time", EventLine.TIME.format(clock.instant()))
        .field("client", entry.client())
        .field("method", entry.method())
        .field("path", entry.path())
        .field("version", entry.version())
        .field("status", entry.status())
        .field("route", entry.route())
        .field("outcome", entry.outcome())
        .field("bytesIn", entry.bytesIn())
        .field("bytesOut", entry.bytesOut())
        .field("durationMicros", entry.durationNanos() / 1_000)
        .line();
  }

  private String text(Entry entry) {
    StringBuilder line = new StringBuilder(160);
    line.append(EventLine.TIME.format(clock.instant())).append(' ');
    word(line, entry.client());
    word(line, entry.method());
    word(line, entry.path());
    word(line, entry.version());
    line.append(entry.status()).append(' ');
    word(line, entry.route());
    word(line, entry.outcome());
    line.append(entry.bytesIn()).append(' ').append(entry.bytesOut()).append(' ');
    long micros = entry.durationNanos() / 1_000;
    line.append(micros / 1_000).append('.');
    line.append(String.format(Locale.ROOT, "%03d", micros % 1_000)).append("ms\n");
    return line.toString();
  }

  /** A field that cannot be mistaken for two, nor for the next line. */
  private static void word(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          c > ' ' && c < 0x7f
              || c >= 0xa0 && !Character.isSurrogate(c) && c != 0x2028 && c != 0x2029;
      line.append(plain ? c : '?');
    }
    line.append(text.isEmpty() ? "- " : " ");
  }
}
