package dev.mynah.settings.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * One file of a configuration as it was read.
 *
 * @param path as the operator named it
 * @param bytes owned by this record; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ConfigFile(Path path, byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof ConfigFile that
        && path.equals(that.path)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, Arrays.hashCode(bytes));
  }

  /** Configurations hold secrets, so the content is not printed. */
  @Override
  public String toString() {
    return path + " (" + bytes.length + " bytes)";
  }
}
