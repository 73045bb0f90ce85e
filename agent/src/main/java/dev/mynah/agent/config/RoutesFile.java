package dev.mynah.agent.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.reload.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What an exporter has to know of the routes, in a file of the data directory.
 *
 * <pre>{@code
 * {"version": 1, "routes": [{"id": "pay", "group": "payments", "mode": "proxy",
 *   "upstream": "payments", "cost": 0.002, "methods": ["POST"], "path": "/payments/**"}]}
 * }</pre>
 *
 * <p>{@code upstream} is missing where none is named, {@code methods} is empty for any method;
 * {@code path} is a {@code pathRegex} where {@code regex} is true and missing where any path will
 * do.
 */
public final class RoutesFile {
  public static final String NAME = "routes.json";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private RoutesFile() {}

  /**
   * Replaces the file of a data directory; a reader sees the old or the new one, whole.
   *
   * @throws IOException when the old one stays
   */
  public static void write(Path data, AgentConfig config) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    ArrayNode routes = root.putArray("routes");
    config.routes().forEach(route -> add(routes.addObject(), route));
    Files.createDirectories(data);
    AtomicFile.write(data.resolve(NAME), JSON.writeValueAsBytes(root));
  }

  private static void add(ObjectNode entry, RouteConfig route) {
    MatchConfig match = route.match();
    entry.put("id", route.id());
    entry.put("group", route.group());
    entry.put("mode", route.mode().name().toLowerCase(Locale.ROOT));
    if (route.proxy() != null) {
      entry.put("upstream", route.proxy().to());
    }
    entry.put("cost", route.cost());
    ArrayNode methods = entry.putArray("methods");
    new TreeSet<>(match.methods()).forEach(methods::add);
    if (match.path() != null) {
      entry.put("path", match.path());
    } else if (match.pathRegex() != null) {
      entry.put("path", match.pathRegex().pattern()).put("regex", true);
    }
  }
}
