package dev.mynah.dashboards.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.command.CommandLineFront;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken types what the runbook says: commands and addresses on it exist. */
class RunbookCommandsTest {
  private static final Path RUNBOOK = Path.of("runbook.md");
  private static final Pattern COMMAND = Pattern.compile("`(?:\\./)?mynah ([a-z]+)");
  private static final Pattern ADDRESS = Pattern.compile("\\$ADMIN(/[a-z/-]+)");

  /** Those of the admin port; what the exporter answers is in its own description. */
  private static final Set<String> OF_ADMIN_PORT =
      Set.of("/live", "/ready", "/metrics", "/api/hits");

  @Test
  void commandsAreInTheHelp() throws IOException {
    String help = help();

    assertThat(found(COMMAND)).contains("check", "hits");
    assertThat(found(COMMAND)).allMatch(command -> help.contains("\n  " + command + " "));
  }

  @Test
  void addressesAreAnswered() throws IOException {
    String described = Files.readString(Path.of("..", "docs", "openapi.json"));

    assertThat(found(ADDRESS)).contains("/ready", "/api/analytics/missing-routes");
    assertThat(found(ADDRESS))
        .allMatch(path -> OF_ADMIN_PORT.contains(path) || described.contains("\"" + path + "\""));
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(RUNBOOK))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String help() {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(CommandLineFront.run(new String[] {"--help"})).isZero();
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
