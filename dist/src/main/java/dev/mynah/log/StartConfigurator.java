package dev.mynah.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.mynah.settings.LogSettings;

/** What Logback finds as a service when the first logger is asked for: no XML is looked for. */
public final class StartConfigurator extends ContextAwareBase implements Configurator {
  /** For the service loader. */
  public StartConfigurator() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logging.configure(context, LogSettings.DEFAULT);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
