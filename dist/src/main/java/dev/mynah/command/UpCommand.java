package dev.mynah.command;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The laptop's way: everything in one process, with an example when there is nothing else. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = {
      "Runs Mynah. Without --config it takes ./mynah.yaml or ./mappings when there,"
          + " else a bundled example with a small real backend."
    },
    footer = {"", RunCommand.SETTINGS_NOTE})
final class UpCommand extends RunCommand {
  UpCommand() {}

  @Override
  ConfigurationChoice choice(RunOptions options) throws IOException {
    return ConfigurationChoice.usual(options.config(), Path.of(""));
  }

  /** Somebody sits in front of it: they want to see what is wrong. */
  @Override
  @Nullable Settings standIn(Settings refused, Layers layers) {
    return null;
  }

  @Override
  boolean analytics() {
    return true;
  }
}
