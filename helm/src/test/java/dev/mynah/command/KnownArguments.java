package dev.mynah.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Whether the program would take the arguments of a container; nothing is run. */
public final class KnownArguments {
  private KnownArguments() {}

  /**
   * The settings among the arguments, by flag name.
   *
   * @throws CommandLine.ParameterException for what the program does not know
   */
  public static Map<String, String> settings(List<String> arguments) {
    CommandLine line = CommandLineFront.commandLine();
    SettingFlags split = SettingFlags.split(arguments.toArray(String[]::new), line);
    ParseResult command = line.parseArgs(split.arguments().toArray(String[]::new)).subcommand();
    Map<String, String> flags = new LinkedHashMap<>(split.flags());
    if (command.hasMatchedOption("--data")) {
      flags.put("data-dir", command.matchedOptionValue("--data", ""));
    }
    return flags;
  }
}
