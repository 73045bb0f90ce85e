package dev.mynah.agent.mock.function;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What templates may read of the system: environment variables and system properties whose whole
 * name one of the patterns matches. No pattern means nothing, because a mock's answer must not hand
 * out the environment of its pod. Safe to share.
 */
public final class SystemValues {
  /** Nothing at all. */
  public static final SystemValues NONE = new SystemValues(List.of(), Map.of(), new Properties());

  /** No variable has a longer name; patterns run away on longer ones. */
  private static final int MOST_NAME_CHARACTERS = 256;

  private final List<Pattern> allowed;
  private final Map<String, String> environment;
  private final Properties properties;

  public SystemValues(
      List<Pattern> allowed, Map<String, String> environment, Properties properties) {
    this.allowed = List.copyOf(allowed);
    this.environment = environment;
    this.properties = properties;
  }

  /** Whether there is nothing that may be read. */
  public boolean isEmpty() {
    return allowed.isEmpty();
  }

  /** Whether a name may be read, be there such a value or not. */
  public boolean allows(String name) {
    return name.length() <= MOST_NAME_CHARACTERS
        && allowed.stream()
            .anyMatch(pattern -> Patterns.matcher(pattern.pattern(), name).matches());
  }

  /** Whether the same names may be read. */
  public boolean allowsTheSame(List<Pattern> patterns) {
    return texts(allowed).equals(texts(patterns));
  }

  private static List<String> texts(List<Pattern> patterns) {
    return patterns.stream().map(Pattern::pattern).toList();
  }

  /** An environment variable, or null where it is not set or may not be read. */
  public @Nullable String variable(String name) {
    return allows(name) ? environment.get(name) : null;
  }

  /** A system property, or null where it is not set or may not be read. */
  public @Nullable String property(String name) {
    return allows(name) ? properties.getProperty(name) : null;
  }
}
