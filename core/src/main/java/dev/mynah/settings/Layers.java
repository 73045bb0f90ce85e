package dev.mynah.settings;

import java.util.Map;
import java.util.Set;

/**
 * What stands over and under the files of a configuration. The order is: defaults of the command,
 * files, environment, flags; the later wins.
 *
 * @param environment all variables of the process; also what {@code ${NAME}} stands for
 * @param flags values by flag name without its dashes, such as {@code admin-listen-port}
 * @param defaults values by dotted name, such as {@code admin.listen.port}, that a command puts in
 *     place of the declared ones
 * @param otherVariables variables named {@code MYNAH_...} that are no settings, such as the
 *     launcher's
 */
public record Layers(
    Map<String, String> environment,
    Map<String, String> flags,
    Map<String, String> defaults,
    Set<String> otherVariables) {
  public static final Layers NONE = new Layers(Map.of(), Map.of(), Map.of(), Set.of());

  public Layers {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
    defaults = Map.copyOf(defaults);
    otherVariables = Set.copyOf(otherVariables);
  }

  public Layers withEnvironment(Map<String, String> variables) {
    return new Layers(variables, flags, defaults, otherVariables);
  }

  public Layers withFlags(Map<String, String> given) {
    return new Layers(environment, given, defaults, otherVariables);
  }

  public Layers withDefaults(Map<String, String> ofCommand) {
    return new Layers(environment, flags, ofCommand, otherVariables);
  }

  public Layers withOtherVariables(Set<String> names) {
    return new Layers(environment, flags, defaults, names);
  }
}
