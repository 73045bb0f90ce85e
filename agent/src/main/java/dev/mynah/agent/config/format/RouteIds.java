package dev.mynah.agent.config.format;

import dev.mynah.agent.config.MatchConfig;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The ids of the routes of one configuration, each once.
 *
 * <p>A route without one gets a readable beginning and a hash of its method, its pattern and the
 * name of its file, so that it keeps its counters when others come, go or move.
 */
final class RouteIds {
  private static final int HASH_BYTES = 4;
  private static final int READABLE = 48;

  private final Map<String, Place> taken = new HashMap<>();

  /** Takes the ids that are declared; one that stands twice is a problem naming both places. */
  RouteIds(List<RouteSection.Draft> routes, Values v) {
    for (RouteSection.Draft route : routes) {
      String id = route.config().id();
      if (!id.isEmpty()) {
        Place first = taken.putIfAbsent(id, route.places().id());
        if (first != null) {
          v.error(route.places().id(), id, "the id of another route, " + first);
        }
      }
    }
  }

  /** The id of a route, made when it has none. */
  String of(RouteSection.Draft route, Values v) {
    String declared = route.config().id();
    if (!declared.isEmpty()) {
      return declared;
    }
    String made = made(route.config().match(), route.places().route());
    String id = made;
    for (int i = 2; taken.putIfAbsent(id, route.places().route()) != null; i++) {
      id = made + "-" + i;
    }
    if (!id.equals(made)) {
      v.warn(
          route.places().route(),
          "no id, and the method and path of another",
          "its counters are named by its position; give it an id");
    }
    return id;
  }

  private static String made(MatchConfig match, Place place) {
    String methods = String.join(",", new TreeSet<>(match.methods()));
    String pattern = MatchSection.pattern(match);
    Path file = place.source().file();
    String fileName = file == null ? "" : String.valueOf(file.getFileName());
    String words = (methods + "-" + pattern).toLowerCase(Locale.ROOT);
    String readable = words.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String start = readable.isEmpty() ? "any" : readable;
    String cut = start.length() > READABLE ? start.substring(0, READABLE) : start;
    return cut + "-" + hash(methods + "\n" + pattern + "\n" + fileName);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
