package dev.mynah.command;

import dev.mynah.quickstart.Quickstart;
import dev.mynah.settings.Settings;
import dev.mynah.settings.tree.Problem;
import dev.mynah.sidecar.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration and prints everything that is wrong with it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Checks a configuration: prints every problem, exit code 2 when there is one.",
    footer = {"", RunCommand.SETTINGS_NOTE})
final class CheckCommand implements Callable<Integer>, TakesSettings {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE|DIR", description = "A file, or a folder of files.")
  private Path target = Path.of("");

  private Map<String, String> flags = Map.of();

  CheckCommand() {}

  @Override
  public void settings(Map<String, String> given) {
    this.flags = given;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the parser sets it");
    }
    ConfigurationChoice choice = ConfigurationChoice.named(target);
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (choice.needsBackend()) {
      environment.putIfAbsent(Quickstart.BACKEND_VARIABLE, "127.0.0.1:1");
    }
    Settings settings =
        Configuration.load(choice.files(), Configuration.layers(environment, flags));
    PrintWriter out = spec.commandLine().getOut();
    List<Problem> problems = Configuration.problems(settings);
    problems.forEach(out::println);
    settings.warnings().forEach(warning -> out.println("warning: " + warning));
    if (problems.isEmpty()) {
      out.println(target + ": fine");
    }
    out.flush();
    return problems.isEmpty() ? ExitCode.FINE : ExitCode.BAD_USAGE;
  }
}
