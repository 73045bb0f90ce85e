package dev.mynah.agent.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of field a name belongs to, as bits, found by one look-up per field that allocates
 * nothing: a rule over a whole head is then one pass, however many names it knows. Immutable.
 *
 * <p>Open addressing over the hashes that {@link Fields} keeps anyway; at most half full.
 */
public final class FieldTable {
  /** The kind of a name that is not in the table. */
  public static final int UNKNOWN = 0;

  private final @Nullable FieldName[] names;
  private final int[] kinds;
  private final int mask;

  private FieldTable(Map<String, Entry> entries) {
    int slots = Integer.highestOneBit(Math.max(1, entries.size())) << 2;
    names = new FieldName[slots];
    kinds = new int[slots];
    mask = slots - 1;
    for (Entry entry : entries.values()) {
      int at = slot(entry.name.hash());
      while (names[at] != null) {
        at = at + 1 & mask;
      }
      names[at] = entry.name;
      kinds[at] = entry.kinds;
    }
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & mask;
  }

  /** The kinds of the i-th field, or {@link #UNKNOWN}. */
  public int kind(Fields fields, int i) {
    int hash = fields.nameHash(i);
    for (int at = slot(hash); ; at = at + 1 & mask) {
      FieldName name = names[at];
      if (name == null) {
        return UNKNOWN;
      }
      if (name.hash() == hash
          && name.matches(fields.array(), fields.nameStart(i), fields.nameEnd(i))) {
        return kinds[at];
      }
    }
  }

  /** The kinds of all fields together. */
  public int kinds(Fields fields) {
    int all = UNKNOWN;
    for (int i = 0; i < fields.size(); i++) {
      all |= kind(fields, i);
    }
    return all;
  }

  /** Removes all fields of any of these kinds. */
  public void remove(Fields fields, int unwanted) {
    fields.removeKinds(this, unwanted);
  }

  public static Builder builder() {
    return new Builder();
  }

  private record Entry(FieldName name, int kinds) {}

  /** Collects names. */
  public static final class Builder {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Builder() {}

    /** Gives the names these kinds, beside those they already have. */
    public Builder put(int kinds, FieldName... names) {
      for (FieldName name : names) {
        entries.merge(
            name.lowerCase(),
            new Entry(name, kinds),
            (old, more) -> new Entry(old.name, old.kinds | more.kinds));
      }
      return this;
    }

    public FieldTable build() {
      return new FieldTable(entries);
    }
  }
}
