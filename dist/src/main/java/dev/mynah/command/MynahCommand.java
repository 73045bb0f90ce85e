package dev.mynah.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands before the name of a command. */
@Command(
    name = "mynah",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "An HTTP sidecar that mocks, proxies and counts every hit.",
    footer = {
      "",
      "Exit codes: 0 fine, 2 bad usage or bad configuration, 1 anything else.",
      "Not in this release: import."
    },
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      AgentCommand.class,
      ExporterCommand.class,
      CheckCommand.class,
      HitsCommand.class,
      WaitCommand.class,
      InjectCommand.class,
      TrainCommand.class,
      LaterCommand.Import.class
    })
final class MynahCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  MynahCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
