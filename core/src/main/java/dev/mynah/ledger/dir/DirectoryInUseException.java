package dev.mynah.ledger.dir;

import java.io.IOException;
import java.nio.file.Path;

/** Another writer has the data directory. */
public final class DirectoryInUseException extends IOException {
  private static final long serialVersionUID = 1;

  DirectoryInUseException(Path directory, String owner) {
    super(
        "data directory "
            + directory
            + " is in use by "
            + owner
            + ": one process counts into a directory; stop it, or give this one --data DIR");
  }
}
