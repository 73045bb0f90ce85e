package dev.mynah.agent.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody wants purged.
 *
 * @param purges each to be carried out
 * @param soft whether answers are only declared stale
 */
record PurgeRequest(List<Purge> purges, boolean soft) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String EXPECTED =
      "Expected an object with one of \"key\", \"url\", \"tag\", \"prefix\" (with \"upstream\""
          + " beside it for that one alone), \"route\", \"upstream\" as text or \"all\": true; and"
          + " \"soft\": true or false where answers are only to be declared stale.";
  private static final Set<String> TEXTS =
      Set.of("key", "url", "tag", "prefix", "route", "upstream");
  private static final Set<String> FLAGS = Set.of("all", "soft");

  /**
   * Reads a request's body.
   *
   * @throws ProblemException 400 for anything else than what is expected
   */
  static PurgeRequest read(byte[] body) {
    Map<String, String> texts = new LinkedHashMap<>();
    Set<String> set = new LinkedHashSet<>();
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw refused("The body is not an object.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json, texts, set);
      }
      if (json.nextToken() != null) {
        throw refused("Something follows the object.");
      }
    } catch (IOException malformed) {
      throw refused("The body is not JSON.");
    }
    return of(texts, set);
  }

  private static void member(JsonParser json, Map<String, String> texts, Set<String> set)
      throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    if (TEXTS.contains(name)) {
      if (value != JsonToken.VALUE_STRING || json.getText().isEmpty()) {
        throw refused("\"" + name + "\" is not a text, or an empty one.");
      }
      texts.put(name, json.getText());
    } else if (FLAGS.contains(name)) {
      if (!value.isBoolean()) {
        throw refused("\"" + name + "\" is neither true nor false.");
      }
      if (value == JsonToken.VALUE_TRUE) {
        set.add(name);
      }
    } else {
      throw refused("\"" + name + "\" is not known.");
    }
  }

  private static PurgeRequest of(Map<String, String> texts, Set<String> set) {
    String upstream = texts.containsKey("prefix") ? texts.remove("upstream") : null;
    boolean all = set.contains("all");
    if (texts.size() + (all ? 1 : 0) != 1) {
      boolean none = texts.isEmpty() && !all;
      throw refused(
          none ? "Nothing says what to purge." : "More than one thing says what to purge.");
    }
    List<Purge> purges = List.of(new Purge.All());
    for (Map.Entry<String, String> only : texts.entrySet()) {
      purges = purges(only.getKey(), only.getValue(), upstream == null ? "" : upstream);
    }
    return new PurgeRequest(purges, set.contains("soft"));
  }

  private static List<Purge> purges(String by, String value, String upstream) {
    return switch (by) {
      case "key" -> keys(value);
      case "url" -> List.of(new Purge.Target(target(value)));
      case "prefix" -> List.of(new Purge.Prefix(upstream, target(value)));
      case "tag" -> List.of(new Purge.Tag(value));
      case "route" -> List.of(new Purge.Route(value));
      default -> List.of(new Purge.Upstream(value));
    };
  }

  /** Path and query of a URL, or the text itself when it begins with them. */
  private static String target(String url) {
    if (url.startsWith("/")) {
      return url;
    }
    int authority = url.indexOf("://");
    if (authority < 0) {
      throw refused("\"" + url + "\" is neither a URL nor a path.");
    }
    int path = url.indexOf('/', authority + "://".length());
    int fragment = url.indexOf('#');
    return path < 0 ? "/" : url.substring(path, fragment < path ? url.length() : fragment);
  }

  /**
   * Keys as explanations show them: upstream, an authority after two slashes where it is part of
   * the key, path and query. A path that itself begins with two slashes can be read both ways.
   */
  private static List<Purge> keys(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      throw refused("\"" + text + "\" is no key, as X-Mynah-Explain shows one.");
    }
    String upstream = text.substring(0, slash);
    String rest = text.substring(slash);
    Purge plain = new Purge.Key(CacheKey.of(upstream, "", rest));
    int path = rest.startsWith("//") ? rest.indexOf('/', 2) : -1;
    if (path < 0) {
      return List.of(plain);
    }
    CacheKey named = CacheKey.of(upstream, rest.substring(2, path), rest.substring(path));
    return List.of(plain, new Purge.Key(named));
  }

  private static ProblemException refused(String why) {
    return new ProblemException(new Problem(400, "bad-purge", "Not a purge", why + ' ' + EXPECTED));
  }
}
