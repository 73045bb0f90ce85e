package dev.mynah.agent.config;

import java.util.List;

/** Changes to header fields, applied in this order: remove, set, add. */
public record HeaderEdits(List<String> remove, List<HeaderValue> set, List<HeaderValue> add) {
  public static final HeaderEdits NONE = new HeaderEdits(List.of(), List.of(), List.of());

  public HeaderEdits {
    remove = List.copyOf(remove);
    set = List.copyOf(set);
    add = List.copyOf(add);
  }

  public boolean isEmpty() {
    return remove.isEmpty() && set.isEmpty() && add.isEmpty();
  }
}
