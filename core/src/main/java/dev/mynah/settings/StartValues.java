package dev.mynah.settings;

import dev.mynah.settings.declare.Address;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.tree.Merge;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import java.util.Collection;
import java.util.Map;

/**
 * What a configuration says of the settings that a process reads at start only: all that has to
 * outlive the reading of its files, so that a change of one is seen at the next. Immutable.
 */
public final class StartValues {
  private final Mapping tree;

  private StartValues(Mapping tree) {
    this.tree = tree;
  }

  /** Those of a whole tree, of which nothing else is kept. */
  static StartValues of(Mapping whole, Collection<Setting<?>> settings) {
    Mapping kept = new Mapping(Map.of(), whole.place());
    for (Address address : Address.in(settings, whole)) {
      Node node = address.setting().isAtStart() ? address.find(whole) : null;
      if (node != null) {
        kept = Merge.layers(kept, Overrides.nested(address, node));
      }
    }
    return new StartValues(kept);
  }

  /** A tree with nothing but them. */
  Mapping tree() {
    return tree;
  }
}
