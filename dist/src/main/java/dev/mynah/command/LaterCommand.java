package dev.mynah.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command that scripts may know already and that this release does not have: it says so. */
abstract class LaterCommand implements Callable<Integer> {
  private final String name;
  private final String instead;

  @Unmatched private final List<String> ignored = new ArrayList<>();

  LaterCommand(String name, String instead) {
    this.name = name;
    this.instead = instead;
  }

  @Override
  public Integer call() {
    throw new CommandFailure(
        ExitCode.BAD_USAGE, "'" + name + "' is not in this release: " + instead);
  }

  @Command(name = "import", hidden = true)
  static final class Import extends LaterCommand {
    Import() {
      super("import", "write the routes by hand, docs/configuration.md names every key.");
    }
  }
}
