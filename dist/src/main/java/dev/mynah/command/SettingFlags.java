package dev.mynah.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes settings out of the arguments before the command line is parsed. Every setting is a flag,
 * and which there are depends on the configuration ({@code --upstreams-payments-url}), so they
 * cannot be declared to the parser. {@code --name value} and {@code --name=value} are the same;
 * {@code --name} alone, at the end or before another flag, is {@code true}.
 *
 * @param arguments what is left for the parser
 * @param flags values by flag name, without dashes
 */
record SettingFlags(List<String> arguments, Map<String, String> flags) {
  SettingFlags {
    arguments = List.copyOf(arguments);
    flags = Map.copyOf(flags);
  }

  /** Splits the arguments of a command that takes settings; leaves those of others alone. */
  static SettingFlags split(String[] args, CommandLine line) {
    int name = 0;
    while (name < args.length && args[name].startsWith("-")) {
      name++;
    }
    CommandLine command = name < args.length ? line.getSubcommands().get(args[name]) : null;
    if (command == null || !(command.getCommand() instanceof TakesSettings)) {
      return new SettingFlags(List.of(args), Map.of());
    }
    List<String> left = new ArrayList<>(List.of(args).subList(0, name + 1));
    Map<String, String> flags = new LinkedHashMap<>();
    int at = name + 1;
    while (at < args.length) {
      at = next(args, at, command.getCommandSpec(), left, flags);
    }
    return new SettingFlags(left, flags);
  }

  private static int next(
      String[] args, int at, CommandSpec spec, List<String> left, Map<String, String> flags) {
    String arg = args[at];
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    boolean valueFollows = at + 1 < args.length && !isFlag(args[at + 1]);
    if (!isFlag(arg)) {
      left.add(arg);
      return at + 1;
    }
    OptionSpec own = spec.findOption(name);
    if (own != null) {
      left.add(arg);
      boolean takesNext = equals < 0 && own.arity().max() > 0 && at + 1 < args.length;
      if (takesNext) {
        left.add(args[at + 1]);
      }
      return takesNext ? at + 2 : at + 1;
    }
    String flag = name.substring(2);
    if (equals >= 0) {
      flags.put(flag, arg.substring(equals + 1));
      return at + 1;
    }
    flags.put(flag, valueFollows ? args[at + 1] : "true");
    return valueFollows ? at + 2 : at + 1;
  }

  private static boolean isFlag(String arg) {
    return arg.startsWith("--") && arg.length() > 2;
  }
}
