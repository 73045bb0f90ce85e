package dev.mynah.agent.mock.helper;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All helpers by name. */
public final class Helpers {
  /** Known to other mock servers and not built here yet. */
  public static final Set<String> NOT_IN_THIS_RELEASE = Set.of("xPath", "soapXPath", "formatXml");

  private static final Map<String, Helper> ALL = all();

  private Helpers() {}

  /** The helpers by the name that templates use, in alphabetical order. */
  public static Map<String, Helper> byName() {
    return new TreeMap<>(ALL);
  }

  /** The block form of a helper that only works out a value: with it, for each of it, or else. */
  public static String around(HelperCall call, @Nullable Object value) {
    return BlockHelpers.around(call, value);
  }

  private static Map<String, Helper> all() {
    Map<String, Helper> all = new HashMap<>();
    BlockHelpers.addTo(all);
    ConditionHelpers.addTo(all);
    TextHelpers.addTo(all);
    TimeHelpers.addTo(all);
    RandomHelpers.addTo(all);
    ListHelpers.addTo(all);
    JsonHelpers.addTo(all);
    return Map.copyOf(all);
  }
}
