package dev.mynah.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A series: a family and a value for each of its labels. Values longer than 200 bytes are cut and
 * marked with a hash of the whole, so that an index entry stays small and two long values distinct.
 */
public record SeriesKey(Family family, List<String> labelValues) {
  private static final int MAX_VALUE_BYTES = 200;

  public SeriesKey {
    if (labelValues.size() != family.labelNames().size()) {
      throw new IllegalArgumentException(
          family.name() + " has labels " + family.labelNames() + ", not " + labelValues);
    }
    labelValues = labelValues.stream().map(SeriesKey::bounded).toList();
  }

  static SeriesKey of(Family family, String... labelValues) {
    return new SeriesKey(family, List.of(labelValues));
  }

  /** The value of a label of this name, or nothing where the family has no such label. */
  public String label(String name) {
    int at = family.labelNames().indexOf(name);
    return at < 0 ? "" : labelValues.get(at);
  }

  boolean isFolded() {
    return labelValues.contains(Family.OVERFLOW);
  }

  /** This series with its route given up; itself where there is none to give up. */
  SeriesKey withoutRoute() {
    return withRoute(Family.OVERFLOW);
  }

  /** This series under another route; itself where the family has no route label. */
  public SeriesKey withRoute(String route) {
    int at = family.labelNames().indexOf(Family.ROUTE);
    if (at < 0) {
      return this;
    }
    List<String> values = new ArrayList<>(labelValues);
    values.set(at, route);
    return new SeriesKey(family, values);
  }

  /** The one series of the family that takes all that found no room elsewhere. */
  SeriesKey withoutLabels() {
    return new SeriesKey(family, labelValues.stream().map(value -> Family.OVERFLOW).toList());
  }

  private static String bounded(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String clean = new String(bytes, StandardCharsets.UTF_8);
    if (bytes.length <= MAX_VALUE_BYTES) {
      // The same object, which thousands of series then share, such as their route's id.
      return clean.equals(value) ? value : clean;
    }
    int chars = 0;
    int used = 0;
    while (used + 4 <= MAX_VALUE_BYTES - 20) {
      int point = clean.codePointAt(chars);
      used += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      chars += Character.charCount(point);
    }
    return clean.substring(0, chars) + "~" + Long.toHexString(hash(bytes));
  }

  /** FNV-1a, 64 bits: stable over restarts, which {@code hashCode} need not be. */
  private static long hash(byte[] bytes) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
