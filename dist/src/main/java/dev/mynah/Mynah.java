package dev.mynah;

import dev.mynah.command.CommandLineFront;
import dev.mynah.log.Logging;

/**
 * The main class. Libraries read their switches while their classes load, so the switches are set
 * before anything else is touched.
 */
public final class Mynah {
  private Mynah() {}

  /** Runs one command and ends the process with its exit code: 0 fine, 2 bad usage, 1 the rest. */
  public static void main(String[] args) {
    Switches.set();
    String refusal = Platform.refusal();
    if (refusal != null) {
      System.err.println("mynah: " + refusal);
      System.exit(2);
    }
    int code = CommandLineFront.run(args);
    Logging.flush();
    System.exit(code);
  }
}
