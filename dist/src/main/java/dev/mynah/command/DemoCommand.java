package dev.mynah.command;

import dev.mynah.quickstart.DemoLoad;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.sidecar.Sidecar;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** As {@code up}, under a load that is made up, so that analytics have something to show. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = {
      "Runs an example under a steady made-up load, and tells at its end what was asked of each"
          + " route, to be compared with what was counted."
    },
    footer = {"", RunCommand.SETTINGS_NOTE})
final class DemoCommand extends RunCommand {
  private static final long SEED = 42;
  private static final int MOST_PER_SECOND = 1_000;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "How long load is made, such as 10m; serving goes on after it (default: until stopped).")
  private @Nullable Duration length;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second, 1 to 1000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + DemoLoad.DEFAULT_RATE)
  private int rate = DemoLoad.DEFAULT_RATE;

  DemoCommand() {}

  @Override
  ConfigurationChoice choice(RunOptions options) throws IOException {
    if (rate < 1 || rate > MOST_PER_SECOND) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "--rate " + rate + " (expected 1 to " + MOST_PER_SECOND + ")");
    }
    if (options.config() != null) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "'demo' runs an example of its own ('mynah up --config' runs yours)");
    }
    return ConfigurationChoice.demonstration();
  }

  @Override
  @Nullable Settings standIn(Settings refused, Layers layers) {
    return null;
  }

  @Override
  boolean analytics() {
    return true;
  }

  @Override
  void serve(Sidecar sidecar, StopSignal stop) throws InterruptedException {
    URI traffic = URI.create(sidecar.traffic().get(0).url());
    DemoLoad load = new DemoLoad(new InetSocketAddress(traffic.getHost(), traffic.getPort()), SEED);
    PrintWriter out = line().getOut();
    Duration planned = length;
    out.println(
        "Making up "
            + rate
            + " requests a second: mocks of several speeds, a cached and a repeated call, a backend"
            + " that fails, paths that nobody serves; "
            + (planned == null ? "until you stop it." : "for " + planned.toSeconds() + " s."));
    out.flush();
    load.start(rate);
    boolean asked = planned != null && stop.await(planned.toMillis());
    if (planned == null) {
      stop.await();
    }
    load.stop();
    tell(load, out);
    if (planned != null && !asked) {
      out.println("The load has ended; analytics go on answering until you stop it.");
      out.flush();
      stop.await();
    }
  }

  private static void tell(DemoLoad load, PrintWriter out) {
    out.println("Answers that the made-up load got, by route:");
    long all = 0;
    for (var route : load.answered().entrySet()) {
      out.println(String.format(Locale.ROOT, "  %-16s %10d", route.getKey(), route.getValue()));
      all += route.getValue();
    }
    out.println(String.format(Locale.ROOT, "  %-16s %10d", "all", all));
    if (load.unanswered() > 0) {
      out.println("  without a whole answer " + load.unanswered());
    }
    out.flush();
  }
}
