package dev.mynah.settings;

import dev.mynah.settings.declare.Address;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Shown;
import dev.mynah.settings.tree.Source;
import java.util.ArrayList;
import java.util.List;

/** What an operator set that is not so by default. */
final class Unlike {
  private Unlike() {}

  static List<String> defaults(List<Address> addresses, Mapping tree) {
    List<String> lines = new ArrayList<>();
    for (Address address : addresses) {
      Node node = address.find(tree);
      boolean set = node instanceof Scalar && node.place().source().kind() != Source.Kind.DEFAULT;
      if (set && node instanceof Scalar scalar && !isDefault(address, scalar)) {
        lines.add(address.dotted() + " = " + shown(address, scalar) + " (" + scalar.place() + ")");
      }
    }
    return lines;
  }

  private static boolean isDefault(Address address, Scalar scalar) {
    return scalar.text().equals(address.setting().defaultWords());
  }

  private static String shown(Address address, Scalar scalar) {
    boolean hide =
        address.setting().isSecret() || address.path().stream().anyMatch(Shown::isSensitive);
    return hide ? Shown.MASK : scalar.shown();
  }
}
