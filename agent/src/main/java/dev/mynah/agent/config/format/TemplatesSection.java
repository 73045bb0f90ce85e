package dev.mynah.agent.config.format;

import dev.mynah.agent.config.TemplatesConfig;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds for the templates of all routes. */
final class TemplatesSection {
  private static final Setting<List<Pattern>> SYSTEM_VALUES =
      Setting.of(
              "systemValues",
              Types.token(
                      "a regular expression",
                      "expected a regular expression of names, such as REGION or APP_.*",
                      Pattern::compile)
                  .listOrOne(),
              "Environment variables and system properties that systemValue may read: regular"
                  + " expressions of whole names. Whoever calls a mock may see them.")
          .byDefault(List.of())
          .elsewise("none")
          .example("APP_.*");

  static final Setting<TemplatesConfig> TEMPLATES =
      Setting.of(
              "templates",
              Section.of(
                      "templates",
                      "What holds for the templates of all routes.",
                      v -> new TemplatesConfig(v.get(SYSTEM_VALUES)),
                      SYSTEM_VALUES)
                  .synonyms(synonyms()),
              "What holds for the templates of all routes.")
          .byDefault(TemplatesConfig.DEFAULT)
          .elsewise("as below");

  private TemplatesSection() {}

  private static Map<String, String> synonyms() {
    Map<String, String> all = new HashMap<>();
    all.put("permittedSystemKeys", "systemValues");
    all.put("environment", "systemValues");
    all.put("env", "systemValues");
    return all;
  }
}
