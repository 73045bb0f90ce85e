package dev.mynah.agent.config.format;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.settings.declare.Suggestion;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Shown;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams of one configuration: those declared by name and those written as a URL in place.
 */
final class Upstreams {
  private static final String SCHEME_MARK = "://";

  /** A name, or a URL; which of the names there are is looked up afterwards. */
  static final Type<String> REFERENCE =
      Types.token("upstream", "expected the name of an upstream, or a URL", Upstreams::reference);

  private final Map<String, UpstreamConfig> byName = new LinkedHashMap<>();
  private final Map<String, String> inlineByUrl = new LinkedHashMap<>();
  private final Collection<String> written;

  /**
   * @param declared those that could be read
   * @param written all names that stand in the file, so that one mistake is named once
   */
  Upstreams(Map<String, UpstreamConfig> declared, Collection<String> written) {
    declared.forEach((name, upstream) -> byName.put(name, named(upstream, name)));
    this.written = new TreeSet<>(written);
  }

  private static String reference(String text) {
    if (text.contains(SCHEME_MARK)) {
      Tokens.httpUrl(text);
    } else if (!Tokens.isName(text)) {
      throw new IllegalArgumentException("neither");
    }
    return text;
  }

  /** The name of the upstream that a reference means, or null after a problem. */
  @Nullable String resolve(String reference, Place place, Values v) {
    if (reference.contains(SCHEME_MARK)) {
      return inlineByUrl.computeIfAbsent(reference, this::inline);
    }
    if (byName.containsKey(reference)) {
      return reference;
    }
    if (!written.contains(reference)) {
      v.error(place, Shown.of(reference), hint(reference));
    }
    return null;
  }

  /**
   * Looks up the references of routes that could not be read for another reason, so that all
   * mistakes of a file are named at once.
   *
   * @param read the places of the routes that could be read
   */
  void checkUnread(@Nullable Node routes, Collection<Place> read, Values v) {
    if (!(routes instanceof Listing listing)) {
      return;
    }
    Set<Place> done = Set.copyOf(read);
    for (Node route : listing.items()) {
      boolean unread = route instanceof Mapping && !done.contains(route.place());
      Node proxy = unread ? ((Mapping) route).get("proxy") : null;
      Node to = proxy instanceof Mapping section ? section.get("to") : proxy;
      if (to instanceof Scalar scalar && Tokens.isName(scalar.text())) {
        resolve(scalar.text(), scalar.place(), v);
      }
    }
  }

  private String hint(String reference) {
    if (written.isEmpty()) {
      return "expected a name under upstreams:, where there is none, or a URL";
    }
    String near = Suggestion.nearest(reference, written);
    return "expected one of the upstreams "
        + String.join(", ", written)
        + (near == null ? "" : "; did you mean " + near + "?");
  }

  private String inline(String url) {
    URI uri = Tokens.httpUrl(url);
    String port = uri.getPort() < 0 ? "" : "-" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String readable = (uri.getHost() + port + path).replaceAll("[^A-Za-z0-9.]+", "-");
    String base = readable.replaceAll("^[-.]+|[-.]+$", "");
    String name = base;
    for (int i = 2; byName.containsKey(name) || written.contains(name); i++) {
      name = base + "-" + i;
    }
    byName.put(name, named(UpstreamSection.plain(uri), name));
    return name;
  }

  @Nullable UpstreamConfig get(String name) {
    return byName.get(name);
  }

  Map<String, UpstreamConfig> all() {
    return byName;
  }

  private static UpstreamConfig named(UpstreamConfig upstream, String name) {
    return new UpstreamConfig(
        name,
        upstream.url(),
        upstream.addresses(),
        upstream.timeout(),
        upstream.pool(),
        upstream.tls(),
        upstream.host(),
        upstream.credentials(),
        upstream.retry(),
        upstream.dnsTtl(),
        upstream.via(),
        upstream.cache());
  }
}
