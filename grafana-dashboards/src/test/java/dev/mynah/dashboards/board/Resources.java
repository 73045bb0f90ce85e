package dev.mynah.dashboards.board;

import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import java.util.List;

/** What a process uses and how near it is to what it may: utilisation, saturation, errors. */
final class Resources {
  private Resources() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "resources",
        "Sidecar resources",
        "What each process uses of what it may, what waits, and what went wrong: CPU, heap, direct"
            + " and mapped memory, event loops, sockets, ledger, journal, configuration. Choose"
            + " one instance for its own values; several are drawn beside each other.",
        "now-1h",
        Sources.PROMETHEUS,
        List.of(
            ResourcesNow.row(),
            ResourcesOfProcess.cpu(),
            ResourcesOfProcess.memory(),
            ResourcesOfProcess.outsideTheHeap(),
            ResourcesOfProcess.loops(),
            ResourcesOfSockets.clients(),
            ResourcesOfSockets.requests(),
            ResourcesOfSockets.upstreams(),
            ResourcesOfFiles.ledger(),
            ResourcesOfFiles.journal(),
            ResourcesOfFiles.configuration(),
            ResourcesOfFiles.metrics()));
  }
}
