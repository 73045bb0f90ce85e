package dev.mynah.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.mynah.settings.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The process's log. It works from the first line with the defaults; {@link #apply} takes the
 * settings once they are known, and again when they change.
 *
 * <p>Any thread.
 */
public final class Logging {
  /** Lines that may wait for a slow reader of standard error. */
  static final int QUEUE_LINES = 8_192;

  private static final Map<String, Level> NOISY =
      Map.of(
          "io.netty", Level.WARN,
          "io.vertx", Level.WARN,
          "net.openhft", Level.WARN,
          "com.github.jknack", Level.WARN,
          "com.jayway", Level.WARN,
          "io.micrometer", Level.WARN,
          "org.flywaydb", Level.WARN,
          "org.sqlite", Level.WARN,
          "org.postgresql", Level.WARN);

  private static final LineWriter WRITER =
      new LineWriter("mynah-log", new FileOutputStream(FileDescriptor.err), QUEUE_LINES);

  private static volatile Runnable onWarn = () -> {};
  private static volatile Runnable onError = () -> {};

  private Logging() {}

  /** Has lines at WARN and ERROR counted, written or not. */
  public static void count(Runnable warn, Runnable error) {
    onWarn = warn;
    onError = error;
  }

  static void counted(Level level) {
    if (level == Level.ERROR) {
      onError.run();
    } else if (level == Level.WARN) {
      onWarn.run();
    }
  }

  /** Sets format and levels; libraries stay at WARN unless TRACE is asked for. */
  public static void apply(LogSettings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      configure(context, settings);
    }
  }

  /** Waits up to a second until what was logged is written; called before the process ends. */
  public static void flush() {
    WRITER.flush(1_000);
  }

  /** Lines that were left out because standard error was not read fast enough. */
  public static long droppedLines() {
    return WRITER.dropped();
  }

  static LineWriter writer() {
    return WRITER;
  }

  static void configure(LoggerContext context, LogSettings settings) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    WRITER.format(settings.format());
    LineAppender appender = new LineAppender(WRITER, settings.format());
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    Level level = level(settings.level());
    root.setLevel(level);
    NOISY.forEach((name, quiet) -> context.getLogger(name).setLevel(quieter(level, quiet)));
  }

  /** ERROR stays ERROR; INFO becomes WARN; at TRACE everything is let through at DEBUG. */
  private static Level quieter(Level asked, Level quiet) {
    if (asked == Level.TRACE) {
      return Level.DEBUG;
    }
    return asked.isGreaterOrEqual(quiet) ? asked : quiet;
  }

  private static Level level(LogSettings.Level level) {
    return Level.toLevel(level.name());
  }
}
