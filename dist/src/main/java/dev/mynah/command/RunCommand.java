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
    try (Running running = start()) {
      if (running == null) {
        return ExitCode.BAD_USAGE;
      }
      serve(running.sidecar, stop);
      running.sidecar.drain();
      return ExitCode.FINE;
    }
  }

  /** Whether an exporter runs in the same process. */
  abstract boolean analytics();

  /** What is done until the process is asked to end. */
  void serve(Sidecar sidecar, StopSignal stop) throws InterruptedException {
    stop.await();
  }

  /**
   * What runs until the signal comes. Nothing else is kept by the thread that waits for it: what a
   * configuration was read from takes more memory than what is served.
   */
  private record Running(Sidecar sidecar, @Nullable Backend backend) implements AutoCloseable {
    @Override
    public void close() {
      if (backend != null) {
        backend.close();
      }
    }
  }

  /** Null after problems that were printed. */
  private @Nullable Running start() throws IOException {
    ConfigurationChoice choice = choice(options);
    Backend backend = choice.needsBackend() ? Backend.start() : null;
    Sidecar sidecar = null;
    try {
      sidecar = start(choice, backend);
    } finally {
      if (sidecar == null && backend != null) {
        backend.close();
      }
    }
    return sidecar == null ? null : new Running(sidecar, backend);
  }

  private @Nullable Sidecar start(ConfigurationChoice choice, @Nullable Backend backend) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (backend != null) {
      environment.put(Quickstart.BACKEND_VARIABLE, backend.address());
    }
    Layers layers = Configuration.layers(environment, options.flags(flags));
    Settings read = Configuration.load(choice.files(), layers);
    Settings settings = usable(read, layers);
    if (settings == null) {
      refuse(read);
      return null;
    }
    settings.warnings().forEach(warning -> line().getErr().println("warning: " + warning));
    Launch launch =
        new Launch(
            settings,
            read,
            layers,
            !choice.bundled(),
            Optional.ofNullable(options.portsFile()),
            ProgramVersion.version(),
            analytics());
    Sidecar sidecar = start(launch);
    Banner.print(line().getOut(), sidecar, launch, choice);
    return sidecar;
  }

  /** What to start with instead of a configuration that cannot be used, or null. */
  abstract @Nullable Settings standIn(Settings refused, Layers layers);

  private @Nullable Settings usable(Settings read, Layers layers) {
    return Configuration.problems(read).isEmpty() ? read : standIn(read, layers);
  }

  private static Sidecar start(Launch launch) {
    try {
      return Sidecar.start(launch);
    } catch (StartFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(Settings settings) {
    Configuration.problems(settings).forEach(problem -> line().getErr().println(problem));
    line().getErr().flush();
  }

  final CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("the parser sets it");
    }
    return spec.commandLine();
  }
}
