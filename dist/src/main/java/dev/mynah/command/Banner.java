package dev.mynah.command;

import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.settings.LogSettings;
import dev.mynah.sidecar.Launch;
import dev.mynah.sidecar.Sidecar;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start says: what listens where, which settings are not the defaults (secrets masked), and
 * three lines to try. People get it on standard output; where the log is JSON it is part of the
 * log.
 */
final class Banner {
  private static final Logger LOG = LoggerFactory.getLogger("dev.mynah.start");

  private Banner() {}

  static void print(PrintWriter out, Sidecar sidecar, Launch launch, ConfigurationChoice choice) {
    List<String> lines = lines(sidecar, launch, choice);
    if (sidecar.process().log().format() == LogSettings.Format.JSON) {
      lines.stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(LOG::info);
      return;
    }
    lines.forEach(out::println);
    out.flush();
  }

  private static List<String> lines(Sidecar sidecar, Launch launch, ConfigurationChoice choice) {
    List<String> lines = new ArrayList<>();
    lines.add("Mynah " + launch.version() + ", " + source(choice));
    for (Sidecar.Listening port : sidecar.traffic()) {
      lines.add("  traffic  " + port.url() + (port.to().isEmpty() ? "" : "  to " + port.to()));
    }
    String admin = url(sidecar.admin());
    lines.add("  admin    " + admin + "  (/ready, /metrics, /api/hits)");
    lines.add("  counts   " + sidecar.counts());
    if (sidecar.analytics()) {
      lines.addAll(analytics(admin));
    }
    List<String> unlike = launch.settings().unlikeDefaults();
    if (!unlike.isEmpty()) {
      lines.add("Not as by default:");
      unlike.forEach(line -> lines.add("  " + line));
    }
    lines.add("");
    lines.add("Try:");
    String traffic = sidecar.traffic().isEmpty() ? admin : sidecar.traffic().get(0).url();
    SampleCalls.of(launch.settings().get(AgentSections.SECTION), traffic, admin)
        .forEach(line -> lines.add("  " + line));
    lines.add("");
    return lines;
  }

  /** Where analytics are asked for. */
  static List<String> analytics(String admin) {
    return List.of(
        "  analytics  " + admin + "/api/analytics/overview  (/api/openapi.json names all paths)",
        "  Grafana    a Prometheus data source at " + admin);
  }

  private static String source(ConfigurationChoice choice) {
    return choice.bundled()
        ? "running the bundled example (write a mynah.yaml to run your own)"
        : "configuration " + choice.files().root();
  }

  private static String url(InetSocketAddress address) {
    return Sidecar.Listening.url("http", address);
  }
}
