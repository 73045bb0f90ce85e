package dev.mynah.exporter.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes that an agent serves, by id. */
public final class RouteBook {
  /** No routes are known. */
  public static final RouteBook EMPTY = new RouteBook(Map.of());

  private static final String FILE = "routes.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Entry> byId;

  /**
   * One route.
   *
   * @param upstream empty where none is named
   * @param methods empty for any
   * @param path its pattern; empty where any path will do
   * @param cost of one call to the real service
   */
  public record Entry(
      String id,
      String group,
      String mode,
      String upstream,
      BigDecimal cost,
      List<String> methods,
      String path) {
    /** Keeps its own copy. */
    public Entry {
      methods = List.copyOf(methods);
    }
  }

  private RouteBook(Map<String, Entry> byId) {
    this.byId = byId;
  }

  /** A book of these routes. */
  public static RouteBook of(List<Entry> entries) {
    Map<String, Entry> byId = new LinkedHashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    return new RouteBook(byId);
  }

  /**
   * Reads the file of a data directory; empty where there is none yet.
   *
   * @throws IOException when it cannot be read or is no such file
   */
  public static RouteBook read(Path data) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(data.resolve(FILE));
    } catch (NoSuchFileException e) {
      return EMPTY;
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode route : JSON.readTree(bytes).path("routes")) {
      entries.add(entry(route));
    }
    return of(entries);
  }

  /** A route by its id. */
  public Optional<Entry> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, in the order of the configuration. */
  public List<Entry> all() {
    return List.copyOf(byId.values());
  }

  private static Entry entry(JsonNode route) {
    List<String> methods = new ArrayList<>();
    route.path("methods").forEach(method -> methods.add(method.asText()));
    return new Entry(
        route.path("id").asText(),
        route.path("group").asText(),
        route.path("mode").asText(),
        route.path("upstream").asText(""),
        route.path("cost").decimalValue(),
        methods,
        route.path("path").asText(""));
  }
}
