package dev.mynah.command;

import dev.mynah.quickstart.Backend;
import dev.mynah.quickstart.Quickstart;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.sidecar.Configuration;
import dev.mynah.sidecar.Launch;
import dev.mynah.sidecar.Sidecar;
import dev.mynah.sidecar.StartFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts a process, tells what listens, and stays until it is asked to end. */
abstract class RunCommand implements Callable<Integer>, TakesSettings {
  static final String SETTINGS_NOTE =
      "Every setting of docs/configuration.md is a flag as well, such as --drain-timeout 5s.";

  @Mixin private RunOptions options = new RunOptions();
  @Spec private @Nullable CommandSpec spec;
  private Map<String, String> flags = Map.of();

  @Override
  public final void settings(Map<String, String> given) {
    this.flags = given;
  }

  /** Which configuration to take when one, or none, was named. */
  abstract ConfigurationChoice choice(RunOptions options) throws IOException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    StopSignal stop = new StopSignal();
    Map<String, String> given = options.flags(flags);
    ConfigurationChoice choice = choice(options);
    Map<String, String> environment = new HashMap<>(System.getenv());
    try (Backend backend = choice.needsBackend() ? Backend.start() : null) {
      if (backend != null) {
        environment.put(Quickstart.BACKEND_VARIABLE, backend.address());
      }
      Layers layers = Configuration.layers(environment, given);
      Settings read = Configuration.load(choice.files(), layers);
      Settings settings = usable(read, layers);
      if (settings == null) {
        return refuse(read);
      }
      settings.warnings().forEach(warning -> line().getErr().println("warning: " + warning));
      Launch launch =
          new Launch(
              settings,
              read,
              layers,
              !choice.bundled(),
              Optional.ofNullable(options.portsFile()),
              ProgramVersion.version());
      return run(launch, choice, stop);
    }
  }

  /** What to start with instead of a configuration that cannot be used, or null. */
  abstract @Nullable Settings standIn(Settings refused, Layers layers);

  private @Nullable Settings usable(Settings read, Layers layers) {
    return Configuration.problems(read).isEmpty() ? read : standIn(read, layers);
  }

  private int run(Launch launch, ConfigurationChoice choice, StopSignal stop)
      throws InterruptedException {
    Sidecar sidecar;
    try {
      sidecar = Sidecar.start(launch);
    } catch (StartFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
    Banner.print(line().getOut(), sidecar, launch, choice);
    stop.await();
    sidecar.drain();
    return ExitCode.FINE;
  }

  private int refuse(Settings settings) {
    Configuration.problems(settings).forEach(problem -> line().getErr().println(problem));
    line().getErr().flush();
    return ExitCode.BAD_USAGE;
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("the parser sets it");
    }
    return spec.commandLine();
  }
}
