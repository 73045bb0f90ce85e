package dev.mynah.log;

import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.settings.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line per request to standard output while that is switched on, readable or as JSON.
 * Event loops hand lines over and never wait; what is not read fast enough is left out and counted.
 *
 * <p>Any thread may switch it; requests that end afterwards go by the change.
 */
public final class AccessLines implements AccessLog {
  private static final int QUEUE_LINES = 16_384;

  private final Supplier<LineWriter> output;
  private final Clock clock;
  private @Nullable LineWriter made;
  private volatile @Nullable Writing writing;

  /** Where lines go, and how they look. */
  private record Writing(LineWriter writer, LogSettings.Format format) {}

  /**
   * Switched off at first.
   *
   * @param output asked once, when lines are wanted for the first time
   */
  AccessLines(Supplier<LineWriter> output, Clock clock) {
    this.output = output;
    this.clock = clock;
  }

  /** As the settings ask for; its thread is started when lines are wanted for the first time. */
  public static AccessLines of(LogSettings settings) {
    AccessLines lines = new AccessLines(AccessLines::standardOutput, Clock.systemUTC());
    lines.apply(settings);
    return lines;
  }

  private static LineWriter standardOutput() {
    return new LineWriter("mynah-access", new FileOutputStream(FileDescriptor.out), QUEUE_LINES);
  }

  /** Switches on or off, or over to another format. */
  public synchronized void apply(LogSettings settings) {
    if (!settings.access()) {
      writing = null;
      return;
    }
    LineWriter writer = made;
    if (writer == null) {
      writer = output.get();
      made = writer;
    }
    writer.format(settings.format());
    writing = new Writing(writer, settings.format());
  }

  /** Waits up to a second until everything is written; not for event loops. */
  public synchronized void flush() {
    LineWriter writer = made;
    if (writer != null) {
      writer.flush(1_000);
    }
  }

  @Override
  public boolean wanted() {
    return writing != null;
  }

  @Override
  public void finished(Entry entry) {
    Writing to = writing;
    if (to != null) {
      String line = to.format == LogSettings.Format.JSON ? json(entry) : text(entry);
      to.writer.offer(line.getBytes(StandardCharsets.UTF_8));
    }
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
