package dev.mynah.agent.mock.template;

import dev.mynah.agent.mock.function.TemplateFunction;
import dev.mynah.agent.mock.function.basic.BasicFunctions;
import dev.mynah.agent.mock.function.json.JsonFunctions;
import dev.mynah.agent.mock.function.xml.XmlFunctions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** All functions by name. */
public final class Functions {
  private static final Map<String, TemplateFunction> ALL = all();

  private Functions() {}

  /** The functions by the name that templates use, in alphabetical order. */
  public static Map<String, TemplateFunction> byName() {
    return new TreeMap<>(ALL);
  }

  private static Map<String, TemplateFunction> all() {
    Map<String, TemplateFunction> all = new HashMap<>();
    BasicFunctions.addTo(all);
    JsonFunctions.addTo(all);
    XmlFunctions.addTo(all);
    return Map.copyOf(all);
  }
}
