package dev.mynah.settings;

import dev.mynah.settings.declare.Address;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Suggestion;
import dev.mynah.settings.tree.Merge;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problems;
import dev.mynah.settings.tree.Source;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the environment and the flags over the files, and a command's defaults under them. */
final class Overrides {
  private static final String PREFIX = "MYNAH_";

  /**
   * What Kubernetes sets in every pod of a namespace for a Service whose name starts with {@code
   * mynah}, and Docker did for a link.
   */
  private static final Pattern INJECTED =
      Pattern.compile(
          "MYNAH_([A-Z0-9_]+_)?"
              + "(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  private static final Pattern INJECTED_URL = Pattern.compile("(tcp|udp|sctp)://.*");

  private final Collection<Setting<?>> settings;
  private final Problems problems;

  Overrides(Collection<Setting<?>> settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** The tree of all layers. */
  Mapping over(Mapping files, Layers layers) {
    List<Address> addresses = Address.in(settings, files);
    Mapping tree = files;
    for (Address address : addresses) {
      String value = layers.defaults().get(address.dotted());
      if (value != null && address.find(tree) == null) {
        tree = put(tree, address, value, Source.DEFAULTS, address.dotted());
      }
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(layers.environment()).entrySet()) {
      Address address = named(entry.getKey(), addresses);
      if (address != null && !injected(entry.getKey(), entry.getValue())) {
        tree = put(tree, address, entry.getValue(), Source.ENVIRONMENT, entry.getKey());
      }
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(layers.flags()).entrySet()) {
      tree = flag(tree, entry.getKey(), entry.getValue(), addresses);
    }
    return tree;
  }

  /** Notes variables that look like settings and are none; some the files themselves refer to. */
  void refuseUnknown(Mapping tree, Layers layers, Set<String> referredTo) {
    List<Address> addresses = Address.in(settings, tree);
    List<String> known = addresses.stream().map(Address::variable).toList();
    for (Map.Entry<String, String> entry : new TreeMap<>(layers.environment()).entrySet()) {
      String name = entry.getKey();
      boolean ours = name.startsWith(PREFIX) && !injected(name, entry.getValue());
      boolean explained =
          layers.otherVariables().contains(name)
              || referredTo.contains(name)
              || known.contains(name);
      if (ours && !explained) {
        Place place = new Place(Source.ENVIRONMENT, name, 0, 0);
        problems.error(place, "unknown variable", hint(Suggestion.nearest(name, known), ""));
      }
    }
  }

  private Mapping flag(Mapping tree, String name, String value, List<Address> addresses) {
    for (Address address : addresses) {
      if (address.flag().equals(name)) {
        return put(tree, address, value, Source.FLAGS, "--" + name);
      }
    }
    List<String> known = addresses.stream().map(Address::flag).toList();
    Place place = new Place(Source.FLAGS, "--" + name, 0, 0);
    problems.error(place, "unknown flag", hint(Suggestion.nearest(name, known), "--"));
    return tree;
  }

  private static String hint(@Nullable String nearest, String prefix) {
    return nearest == null
        ? "docs/configuration.md lists what there is"
        : "did you mean " + prefix + nearest + "?";
  }

  private static @Nullable Address named(String variable, List<Address> addresses) {
    if (!variable.startsWith(PREFIX)) {
      return null;
    }
    return addresses.stream().filter(a -> a.variable().equals(variable)).findFirst().orElse(null);
  }

  static boolean injected(String name, String value) {
    return INJECTED.matcher(name).matches()
        || (name.contains("PORT") && INJECTED_URL.matcher(value).matches());
  }

  private Mapping put(Mapping tree, Address address, String text, Source source, String key) {
    Place place = new Place(source, key, 0, 0);
    if (blockedBy(tree, address) instanceof Scalar shorter) {
      problems.error(place, "cannot be combined", "a short form stands at " + shorter.place());
      return tree;
    }
    return Merge.layers(tree, nested(address, new Scalar(text, false, place)));
  }

  /** A value in short form on the way to the address: it has no keys below it. */
  private static @Nullable Node blockedBy(Mapping tree, Address address) {
    Node node = tree;
    for (String key : address.path().subList(0, address.path().size() - 1)) {
      node = node instanceof Mapping mapping ? mapping.get(key) : null;
      if (node instanceof Scalar scalar && !scalar.isNull()) {
        return scalar;
      }
    }
    return null;
  }

  /** A tree with nothing but the node at the address. */
  static Mapping nested(Address address, Node leaf) {
    Node node = leaf;
    List<String> path = address.path();
    for (int i = path.size() - 1; i >= 0; i--) {
      node = new Mapping(Map.of(path.get(i), node), leaf.place());
    }
    return (Mapping) node;
  }
}
