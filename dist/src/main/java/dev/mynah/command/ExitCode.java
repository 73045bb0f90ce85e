package dev.mynah.command;

/** What scripts rely on. */
final class ExitCode {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int BAD_USAGE = 2;

  private ExitCode() {}
}
