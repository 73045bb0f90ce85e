package dev.mynah.command;

import dev.mynah.exporter.config.ExporterSections;
import dev.mynah.exporter.config.StoreConfig;
import dev.mynah.exporter.store.Stores;
import dev.mynah.quickstart.Quickstart;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.sidecar.Configuration;
import dev.mynah.sidecar.ExporterProcess;
import dev.mynah.sidecar.Launch;
import dev.mynah.sidecar.Sidecar;
import dev.mynah.sidecar.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The exporter as a process of its own. */
@Command(
    name = "exporter",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = {
      "Runs the exporter alone, on the data directory that an agent writes, on a PostgreSQL"
          + " database, or both."
    },
    footer = {"", RunCommand.SETTINGS_NOTE})
final class ExporterCommand implements Callable<Integer>, TakesSettings {
  private static final int DEFAULT_PORT = 9465;
  private static final String PORT_VARIABLE = "MYNAH_ADMIN_LISTEN_PORT";
  private static final String PORT_FLAG = "admin-listen-port";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      defaultValue = "${env:MYNAH_CONFIG}",
      description = "The configuration, usually the agent's; without one all is as by default.")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR|none",
      description = "The data directory of the agent; none only answers from PostgreSQL.")
  private @Nullable String data;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description =
          "Where it answers; 0 takes a free port (default: 9465, whatever admin.listen.port of"
              + " the file says, since that is the agent's).")
  private @Nullable Integer adminPort;

  @Option(
      names = "--ports-file",
      paramLabel = "FILE",
      description = "Where to write the port as JSON once it is bound.")
  private @Nullable Path portsFile;

  @Option(
      names = "--migrate",
      description = "Brings the tables of the PostgreSQL database to this version, and ends.")
  private boolean migrate;

  private Map<String, String> flags = Map.of();

  ExporterCommand() {}

  @Override
  public void settings(Map<String, String> given) {
    this.flags = given;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    int port = port(environment);
    ConfigFiles files = files();
    Layers layers = Configuration.layers(environment, flags());
    Settings settings = Configuration.load(files, layers);
    if (!settings.ok()) {
      settings.problems().forEach(problem -> line().getErr().println(problem));
      line().getErr().flush();
      return ExitCode.BAD_USAGE;
    }
    if (migrate) {
      return migrate(settings.get(ExporterSections.SECTION).store());
    }
    StopSignal stop = new StopSignal();
    Launch launch =
        new Launch(
            settings,
            settings,
            layers,
            false,
            Optional.ofNullable(portsFile),
            ProgramVersion.version(),
            true);
    ExporterProcess process = start(launch, port);
    tell(process, settings);
    stop.await();
    process.close();
    return ExitCode.FINE;
  }

  private ConfigFiles files() {
    Path named = config;
    return named == null
        ? new ConfigFiles(Path.of("no configuration"), List.of(), List.of(), List.of())
        : ConfigurationChoice.named(named).files();
  }

  /** The agent's variable is the exporter's in a container of its own; the file's key is not. */
  private int port(Map<String, String> environment) {
    environment.putIfAbsent(Quickstart.BACKEND_VARIABLE, "127.0.0.1:1");
    String variable = environment.remove(PORT_VARIABLE);
    Integer option = adminPort;
    if (option != null) {
      return option;
    }
    String given = flags.getOrDefault(PORT_FLAG, variable == null ? "" : variable);
    try {
      return given.isEmpty() || given.contains("://") ? DEFAULT_PORT : Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "admin port: " + given + " (expected a number of 0 to 65535)");
    }
  }

  private Map<String, String> flags() {
    Map<String, String> all = new LinkedHashMap<>(flags);
    all.remove(PORT_FLAG);
    if (data != null) {
      all.put("data-dir", data);
    }
    return all;
  }

  private int migrate(StoreConfig store) {
    if (store.embedded()) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--migrate needs store.url of a PostgreSQL database; SQLite migrates itself");
    }
    try {
      Stores.migrate(store.settings(Path.of("")));
    } catch (RuntimeException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
    line().getOut().println("The tables are of this version.");
    line().getOut().flush();
    return ExitCode.FINE;
  }

  private static ExporterProcess start(Launch launch, int port) {
    try {
      return ExporterProcess.start(launch, port);
    } catch (StartFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void tell(ExporterProcess process, Settings settings) {
    String url = Sidecar.Listening.url("http", process.address());
    PrintWriter out = line().getOut();
    out.println("Mynah " + ProgramVersion.version() + ", exporter");
    out.println("  store      " + settings.get(ExporterSections.SECTION).store());
    Banner.analytics(url).forEach(out::println);
    out.println();
    out.flush();
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("the parser sets it");
    }
    return spec.commandLine();
  }
}
