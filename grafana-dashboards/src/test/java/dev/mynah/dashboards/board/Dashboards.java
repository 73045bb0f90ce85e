package dev.mynah.dashboards.board;

import dev.mynah.dashboards.model.Dashboard;
import java.nio.file.Path;
import java.util.List;

/** All dashboards, in the order in which they are read, and where their files are. */
public final class Dashboards {
  private static final Path FOLDER = Path.of("dashboards");
  private static final Path MANIFEST = Path.of("manifest.yaml");

  private Dashboards() {}

  /** Every dashboard. */
  public static List<Dashboard> all() {
    return List.of(
        Overview.dashboard(),
        RouteDetail.dashboard(),
        Upstreams.dashboard(),
        Reuse.dashboard(),
        Mocks.dashboard(),
        Fleet.dashboard(),
        Resources.dashboard(),
        ExporterBoard.dashboard(),
        Analytics.dashboard(),
        Cost.dashboard(),
        Slo.dashboard());
  }

  /** The committed file of a dashboard. */
  public static Path file(Dashboard dashboard) {
    return FOLDER.resolve(dashboard.file());
  }

  /** The committed folder. */
  public static Path folder() {
    return FOLDER;
  }

  static Path manifest() {
    return MANIFEST;
  }

  /** Which file is what, and which data source can answer it. */
  static String manifestText() {
    StringBuilder yaml =
        new StringBuilder("# Generated with the dashboards; a test compares.\ndashboards:\n");
    for (Dashboard dashboard : all()) {
      yaml.append("  - file: ").append(FOLDER).append('/').append(dashboard.file()).append('\n');
      yaml.append("    uid: ").append(dashboard.uid()).append('\n');
      yaml.append("    title: Mynah / ").append(dashboard.title()).append('\n');
      yaml.append("    sources: ").append(dashboard.sources().words()).append('\n');
    }
    return yaml.toString();
  }
}
