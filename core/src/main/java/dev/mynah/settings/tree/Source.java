package dev.mynah.settings.tree;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that settings come from.
 *
 * @param name as shown to the operator
 * @param file the file, or null when the settings come from elsewhere
 */
public record Source(Kind kind, String name, @Nullable Path file) {
  /** The layers of a configuration, the weakest first. */
  public enum Kind {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    FLAG
  }

  public static final Source DEFAULTS = new Source(Kind.DEFAULT, "default", null);
  public static final Source ENVIRONMENT = new Source(Kind.ENVIRONMENT, "environment", null);
  public static final Source FLAGS = new Source(Kind.FLAG, "command line", null);

  public static Source file(Path file) {
    return new Source(Kind.FILE, file.toString(), file);
  }
}
