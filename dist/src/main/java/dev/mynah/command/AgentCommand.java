package dev.mynah.command;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.sidecar.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The sidecar alone, for pods: a mistyped mount must not serve an example. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Runs the sidecar alone. Demands --config.",
    footer = {"", RunCommand.SETTINGS_NOTE})
final class AgentCommand extends RunCommand {
  AgentCommand() {}

  @Override
  ConfigurationChoice choice(RunOptions options) {
    Path config = options.config();
    if (config == null) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "'agent' needs --config FILE|DIR ('mynah up' runs an example)");
    }
    return ConfigurationChoice.named(config);
  }

  /** A restart over a bad file must not take a pod down that served well before. */
  @Override
  @Nullable Settings standIn(Settings refused, Layers layers) {
    return Configuration.lastGood(refused, layers);
  }

  @Override
  boolean analytics() {
    return false;
  }
}
