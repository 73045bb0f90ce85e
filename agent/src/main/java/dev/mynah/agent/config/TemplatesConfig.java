package dev.mynah.agent.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What holds for the templates of all routes.
 *
 * @param systemValues the names of environment variables and system properties that {@code
 *     systemValue} may read, each as a pattern of the whole name; empty for none
 */
public record TemplatesConfig(List<Pattern> systemValues) {
  public static final TemplatesConfig DEFAULT = new TemplatesConfig(List.of());

  public TemplatesConfig {
    systemValues = List.copyOf(systemValues);
  }
}
