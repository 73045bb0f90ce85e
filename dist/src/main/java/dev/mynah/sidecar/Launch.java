package dev.mynah.sidecar;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a start was asked for.
 *
 * @param settings a configuration without problems
 * @param read what the files gave; the same, or what was refused when the last good one stands in
 * @param layers what stood over its files, for reloads
 * @param watched whether its files are there to be watched; the bundled example's are not
 * @param portsFile where to tell the ports
 * @param analytics whether an exporter runs beside the agent
 */
public record Launch(
    Settings settings,
    Settings read,
    Layers layers,
    boolean watched,
    Optional<Path> portsFile,
    String version,
    boolean analytics) {
  /** Whether the last accepted configuration stands in for one that was refused. */
  public boolean standsIn() {
    return settings != read;
  }
}
