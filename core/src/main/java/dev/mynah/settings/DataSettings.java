package dev.mynah.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the process keeps what must outlive it.
 *
 * @param dir the data directory; null keeps counts on the heap ({@code none} in a configuration)
 */
public record DataSettings(@Nullable Path dir) {
  public static final Path DEFAULT_DIR = Path.of(".mynah");
  public static final DataSettings DEFAULT = new DataSettings(DEFAULT_DIR);
}
