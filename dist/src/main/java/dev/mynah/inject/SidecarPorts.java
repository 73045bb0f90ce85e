package dev.mynah.inject;

import java.util.List;

/**
 * Where a sidecar listens in its pod.
 *
 * @param traffic on loopback
 * @param admin health and metrics, on all addresses
 * @param exporter health, metrics and analytics of the exporter's container, likewise
 */
public record SidecarPorts(int traffic, int admin, int exporter) {
  public static final SidecarPorts DEFAULT = new SidecarPorts(18080, 19464, 19465);

  public SidecarPorts {
    for (int port : List.of(traffic, admin, exporter)) {
      if (port < 1024 || port > 65_535) {
        throw new InjectionRefused("port: " + port + " (expected 1024 to 65535)");
      }
    }
    if (traffic == admin || traffic == exporter || admin == exporter) {
      throw new InjectionRefused(
          "ports: " + traffic + ", " + admin + " and " + exporter + " (expected three different)");
    }
  }
}
