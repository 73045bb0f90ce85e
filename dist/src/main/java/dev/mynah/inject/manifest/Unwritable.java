package dev.mynah.inject.manifest;

/** A change cannot be made within the text as it stands. */
final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unwritable() {
    super(null, null, false, false);
  }
}
