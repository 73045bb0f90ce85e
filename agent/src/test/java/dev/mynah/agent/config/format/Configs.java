package dev.mynah.agent.config.format;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import java.util.List;
import java.util.Map;

/** Whole configurations given as text, for tests. */
public final class Configs {
  static final Schema SCHEMA = Schema.of(AgentSections.SECTION, ProcessSections.SECTION);

  private Configs() {}

  static Settings load(String yaml) {
    return SCHEMA.load(Loading.yaml(yaml), Layers.NONE);
  }

  static Settings load(String yaml, Map<String, String> environment, Map<String, String> flags) {
    Layers layers = Layers.NONE.withEnvironment(environment).withFlags(flags);
    return SCHEMA.load(Loading.yaml(yaml), layers);
  }

  /** The configuration, which has to be good. */
  public static AgentConfig good(String yaml) {
    Settings settings = load(yaml);
    if (!settings.ok()) {
      throw new AssertionError(String.join("\n", Loading.printed(settings.problems())));
    }
    return settings.get(AgentSections.SECTION);
  }

  static List<String> problems(String yaml) {
    return Loading.printed(load(yaml).problems());
  }

  static List<String> warnings(String yaml) {
    Settings settings = load(yaml);
    if (!settings.ok()) {
      throw new AssertionError(String.join("\n", Loading.printed(settings.problems())));
    }
    return Loading.printed(settings.warnings());
  }

  /** One route, given by its keys on one line of flow style. */
  static String route(String inside) {
    return "routes:\n  - {" + inside + "}\n";
  }
}
