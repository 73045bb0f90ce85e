package dev.mynah.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The front of this package: arguments in, exit code out. */
public final class CommandLineFront {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineFront.class);

  private CommandLineFront() {}

  /** Runs one command to its end. */
  public static int run(String[] args) {
    CommandLine line = commandLine();
    for (CommandLine command : line.getSubcommands().values()) {
      if (command.getCommand() instanceof InjectCommand) {
        command.setOut(unicode());
      }
    }
    return run(line, args);
  }

  /** Manifests are UTF-8 wherever they are written, whatever the terminal's language. */
  private static PrintWriter unicode() {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
  }

  static int run(CommandLine line, String[] args) {
    SettingFlags split = SettingFlags.split(args, line);
    for (CommandLine command : line.getSubcommands().values()) {
      if (command.getCommand() instanceof TakesSettings settings) {
        settings.settings(split.flags());
      }
    }
    return line.execute(split.arguments().toArray(String[]::new));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new MynahCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setUsageHelpLongOptionsMaxWidth(34);
    line.setParameterExceptionHandler(CommandLineFront::badUsage);
    line.setExecutionExceptionHandler(CommandLineFront::failed);
    return line;
  }

  /** One sentence and where to read more: a screen of help would push the sentence out of sight. */
  private static int badUsage(CommandLine.ParameterException problem, String[] args) {
    CommandLine line = problem.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("mynah: " + problem.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("Try 'mynah " + help(line) + "'.");
    err.flush();
    return ExitCode.BAD_USAGE;
  }

  private static String help(CommandLine line) {
    return line.getParent() == null ? "--help" : line.getCommandName() + " --help";
  }

  private static int failed(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
    if (problem instanceof CommandFailure failure) {
      line.getErr().println("mynah: " + failure.getMessage());
      line.getErr().flush();
      return failure.exitCode();
    }
    LOG.error("{} failed", line.getCommandName(), problem);
    return ExitCode.FAILED;
  }
}
