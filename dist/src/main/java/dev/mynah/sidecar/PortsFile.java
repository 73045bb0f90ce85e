package dev.mynah.sidecar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells scripts which ports were taken. The file appears whole or not at all: it is written beside
 * its place and moved there.
 */
final class PortsFile {
  private PortsFile() {}

  /**
   * Writes {@code {"pid":1,"port":8080,"adminPort":9464,"ports":[8080]}}.
   *
   * @param ports of the traffic listeners, in the order of the configuration
   * @throws IOException when the folder is not there or cannot be written
   */
  static void write(Path file, long pid, List<Integer> ports, int adminPort) throws IOException {
    String all = ports.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    String json =
        "{\"pid\":"
            + pid
            + ",\"port\":"
            + (ports.isEmpty() ? 0 : ports.get(0))
            + ",\"adminPort\":"
            + adminPort
            + ",\"ports\":"
            + all
            + "}\n";
    Path absolute = file.toAbsolutePath();
    Path fresh = absolute.resolveSibling("." + absolute.getFileName() + "." + pid);
    Files.write(fresh, json.getBytes(StandardCharsets.UTF_8));
    try {
      Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
