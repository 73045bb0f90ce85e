package dev.mynah.agent.mock.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All helpers by name. */
public final class Functions {
  /** Known to other mock servers and not built here yet. */
  public static final Set<String> NOT_IN_THIS_RELEASE = Set.of("xPath", "soapXPath", "formatXml");

  private static final Map<String, TemplateFunction> ALL = all();

  private Functions() {}

  /** The helpers by the name that templates use, in alphabetical order. */
  public static Map<String, TemplateFunction> byName() {
    return new TreeMap<>(ALL);
  }

  /** The block form of a helper that only works out a value: with it, for each of it, or else. */
  public static String around(FunctionCall call, @Nullable Object value) {
    return BlockFunctions.around(call, value);
  }

  private static Map<String, TemplateFunction> all() {
    Map<String, TemplateFunction> all = new HashMap<>();
    BlockFunctions.addTo(all);
    ConditionFunctions.addTo(all);
    TextFunctions.addTo(all);
    TimeFunctions.addTo(all);
    RandomFunctions.addTo(all);
    ListFunctions.addTo(all);
    JsonFunctions.addTo(all);
    return Map.copyOf(all);
  }
}
