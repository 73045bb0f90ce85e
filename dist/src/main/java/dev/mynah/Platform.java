package dev.mynah;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the program runs and where it says plainly that it does not. */
final class Platform {
  private Platform() {}

  /** One sentence on why this machine will not do, or null. */
  static @Nullable String refusal() {
    return refusal(
        System.getProperty("os.name", ""),
        ModuleLayer.boot().findModule("jdk.compiler").isPresent());
  }

  static @Nullable String refusal(String osName, boolean compilerThere) {
    if (osName.toLowerCase(Locale.ROOT).startsWith("windows")) {
      return "Windows is served by the container image or by WSL2, not by this program directly.";
    }
    if (!compilerThere) {
      return "this Java runtime has no module jdk.compiler, which the hit ledger needs:"
          + " use a JDK of version 17 or newer, not a JRE.";
    }
    return null;
  }
}
