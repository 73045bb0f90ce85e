package dev.mynah.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.mynah.settings.LogSettings;
import org.junit.jupiter.api.Test;

class LoggingLevelsTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void librariesStayQuietAtInfoAndDebug() {
    for (LogSettings.Level asked :
        new LogSettings.Level[] {LogSettings.Level.INFO, LogSettings.Level.DEBUG}) {
      Logging.configure(context, new LogSettings(LogSettings.Format.TEXT, asked, false));

      assertThat(level("io.netty.channel")).isEqualTo(Level.WARN);
      assertThat(level("net.openhft.chronicle")).isEqualTo(Level.WARN);
      assertThat(level("dev.mynah.agent")).isEqualTo(Level.toLevel(asked.name()));
    }
  }

  @Test
  void errorAloneSilencesLibrariesToo() {
    Logging.configure(
        context, new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR, false));

    assertThat(level("io.vertx.core")).isEqualTo(Level.ERROR);
  }

  @Test
  void traceLetsLibrariesSpeak() {
    Logging.configure(
        context, new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.TRACE, false));

    assertThat(level("io.netty.channel")).isEqualTo(Level.DEBUG);
  }

  @Test
  void applyingAgainReplacesTheAppender() {
    Logging.configure(context, LogSettings.DEFAULT);
    Logging.configure(context, LogSettings.DEFAULT);

    assertThat(context.getLogger("ROOT").iteratorForAppenders()).toIterable().hasSize(1);
  }

  private Level level(String name) {
    return context.getLogger(name).getEffectiveLevel();
  }
}
