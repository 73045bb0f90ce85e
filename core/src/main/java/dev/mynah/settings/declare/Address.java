package dev.mynah.settings.declare;

import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting that one text gives and that stands outside lists: it has one name in three spellings.
 *
 * @param path the keys from the root
 */
public record Address(List<String> path, Setting<?> setting) {
  private static final String PREFIX = "MYNAH_";
  private static final int DEEPEST = 8;

  public Address {
    path = List.copyOf(path);
  }

  /** All addresses of some settings; entries of maps have theirs as far as the tree has them. */
  public static List<Address> in(Collection<Setting<?>> settings, Mapping tree) {
    List<Address> found = new ArrayList<>();
    collect(settings, tree, List.of(), found);
    return found;
  }

  private static void collect(
      Collection<Setting<?>> settings,
      @Nullable Node tree,
      List<String> above,
      List<Address> found) {
    if (above.size() > DEEPEST) {
      return;
    }
    for (Setting<?> setting : settings) {
      List<String> path = extended(above, setting.key());
      Node here = tree instanceof Mapping mapping ? mapping.get(setting.key()) : null;
      if (setting.type().scalar()) {
        found.add(new Address(path, setting));
      }
      if (setting.type() instanceof MapType<?> map) {
        Map<String, Node> entries = here instanceof Mapping mapping ? mapping.entries() : Map.of();
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
          entry(setting, map.value(), entry, path, found);
        }
      } else {
        inSections(setting.type(), here, path, found);
      }
    }
  }

  /** An entry written as one text has a name itself; a section in its place would be lost by it. */
  private static <T> void entry(
      Setting<?> map,
      Type<T> type,
      Map.Entry<String, Node> entry,
      List<String> above,
      List<Address> found) {
    List<String> path = extended(above, entry.getKey());
    if (type.scalar() && entry.getValue() instanceof Scalar) {
      found.add(new Address(path, Setting.of(entry.getKey(), type, map.doc())));
    }
    inSections(type, entry.getValue(), path, found);
  }

  private static void inSections(
      Type<?> type, @Nullable Node here, List<String> path, List<Address> found) {
    if (type instanceof Section<?> || type instanceof ShortForm<?>) {
      for (Section<?> section : type.sections()) {
        collect(section.settings(), here, path, found);
      }
    }
  }

  private static List<String> extended(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  /** {@code admin.listen.port}. */
  public String dotted() {
    return String.join(".", path);
  }

  /** {@code MYNAH_ADMIN_LISTEN_PORT}. */
  public String variable() {
    return PREFIX + joined('_').toUpperCase(Locale.ROOT);
  }

  /** {@code admin-listen-port}, which stands behind {@code --}. */
  public String flag() {
    return joined('-');
  }

  private String joined(char separator) {
    StringBuilder out = new StringBuilder();
    for (String key : path) {
      if (out.length() > 0) {
        out.append(separator);
      }
      for (int i = 0; i < key.length(); i++) {
        append(out, key.charAt(i), separator, i);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c, char separator, int at) {
    if (c >= 'A' && c <= 'Z') {
      if (at > 0) {
        out.append(separator);
      }
      out.append((char) (c - 'A' + 'a'));
    } else {
      boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      out.append(kept ? c : separator);
    }
  }

  /** The node at this address, or null. */
  public @Nullable Node find(Mapping tree) {
    Node node = tree;
    for (String key : path) {
      node = node instanceof Mapping mapping ? mapping.get(key) : null;
    }
    return node;
  }
}
