package dev.mynah.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands that run a process take. The short names stand for settings. */
final class RunOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      defaultValue = "${env:MYNAH_CONFIG}",
      description = "The configuration: a file, or a folder of files.")
  private @Nullable Path config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where traffic comes in; 0 takes a free port (--listen-port).")
  private @Nullable String port;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Health, metrics and APIs; 0 takes a free port (--admin-listen-port).")
  private @Nullable String adminPort;

  @Option(
      names = "--data",
      paramLabel = "DIR|none",
      description = "What must outlive the process; none counts on the heap (--data-dir).")
  private @Nullable String data;

  @Option(
      names = "--ports-file",
      paramLabel = "FILE",
      description = "Where to write the ports as JSON once they are bound.")
  private @Nullable Path portsFile;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "What the process may take in all, such as 160m; for the launcher.")
  private @Nullable String memory;

  RunOptions() {}

  @Nullable Path config() {
    return config;
  }

  @Nullable Path portsFile() {
    return portsFile;
  }

  /** The flags of settings with those of the short names among them. */
  Map<String, String> flags(Map<String, String> given) {
    if (memory != null) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--memory is the launcher's (./mynah): a JVM that runs cannot be resized, give java -Xmx");
    }
    Map<String, String> flags = new LinkedHashMap<>(given);
    put(flags, "listen-port", port);
    put(flags, "admin-listen-port", adminPort);
    put(flags, "data-dir", data);
    return flags;
  }

  private static void put(Map<String, String> flags, String name, @Nullable String value) {
    if (value != null) {
      flags.put(name, value);
    }
  }
}
