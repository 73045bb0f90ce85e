package dev.mynah.command;

import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.ledger.report.HitsExpectation;
import dev.mynah.ledger.report.HitsJson;
import dev.mynah.ledger.report.HitsReport;
import dev.mynah.ledger.report.HitsTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the counters of a directory, live or dead, or of a running process. */
@Command(
    name = "hits",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Shows what was counted; exit code 1 where it differs from what is expected.")
final class HitsCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|URL",
      defaultValue = ".mynah",
      description =
          "A data directory, or the admin address of a running process such as"
              + " http://127.0.0.1:9464 (default: ${DEFAULT-VALUE}).")
  private String target = ".mynah";

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--expect",
      paramLabel = "ROUTE=COUNT",
      description = "Exit with 1 unless the route has exactly so many hits; may be repeated.")
  private List<String> expected = List.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with the admin token, for a process beyond loopback.")
  private @Nullable Path tokenFile;

  HitsCommand() {}

  @Override
  public Integer call() throws IOException {
    List<HitsExpectation> expectations = expected.stream().map(this::expectation).toList();
    HitsReport report = isUrl() ? fromUrl() : fromDirectory();
    PrintWriter out = line().getOut();
    out.print(json ? HitsJson.write(report) : HitsTable.render(report));
    out.flush();
    if (!report.present()) {
      return ExitCode.FAILED;
    }
    List<String> differences =
        expectations.stream()
            .map(expectation -> expectation.difference(report))
            .flatMap(Optional::stream)
            .toList();
    differences.forEach(difference -> line().getErr().println("mynah: " + difference));
    line().getErr().flush();
    return differences.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
  }

  private boolean isUrl() {
    return target.startsWith("http://") || target.startsWith("https://");
  }

  private HitsExpectation expectation(String text) {
    try {
      return HitsExpectation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
    }
  }

  private HitsReport fromDirectory() throws IOException {
    Path directory = Path.of(target);
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(ExitCode.BAD_USAGE, target + " is not a directory");
    }
    try (LedgerReader reader = Ledgers.reader(directory)) {
      return HitsReport.of(reader.read());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, target + ": " + e.getMessage());
    }
  }

  private HitsReport fromUrl() throws IOException {
    String token = tokenFile == null ? "" : Files.readString(tokenFile).strip();
    PlainHttp.Answer answer;
    try {
      answer = PlainHttp.get(hitsOf(target), PATIENCE, token);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, target + ": " + e.getMessage());
    }
    if (answer.status() != 200) {
      String hint = answer.status() == 401 || answer.status() == 403 ? " (see --token-file)" : "";
      throw new CommandFailure(
          ExitCode.FAILED, hitsOf(target) + " answers " + answer.status() + hint);
    }
    try {
      return HitsJson.read(answer.body());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, hitsOf(target) + ": " + e.getMessage());
    }
  }

  private URI hitsOf(String address) {
    try {
      URI base = URI.create(address);
      String path = base.getPath();
      boolean bare = path == null || path.isEmpty() || path.equals("/");
      return bare ? base.resolve("/api/hits") : base;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line(), "'" + address + "' is no address", e);
    }
  }

  private picocli.CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("the parser sets it");
    }
    return spec.commandLine();
  }
}
