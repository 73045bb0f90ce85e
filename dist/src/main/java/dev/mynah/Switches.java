package dev.mynah;

import dev.mynah.ledger.LedgerSwitches;
import java.util.Map;

/**
 * System properties that libraries read once, when their classes load. A property given on the
 * command line of the JVM wins.
 */
final class Switches {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          // Leaks are looked for in tests; a sample of one in a hundred costs throughput here.
          "io.netty.leakDetection.level", "disabled",
          // Measured: a little less processor time per request than the adaptive one.
          "io.netty.allocator.type", "pooled",
          "vertx.logger-delegate-factory-class-name",
              "io.vertx.core.logging.SLF4JLogDelegateFactory",
          // The control plane serves what is in memory: no cache directory is made.
          "vertx.disableFileCPResolving", "true",
          "vertx.disableFileCaching", "true",
          // The control plane calls nobody, and nobody records allocators: both cost start-up.
          "vertx.disableDnsResolver", "true",
          "io.netty.jfr.enabled", "false");

  private Switches() {}

  static void set() {
    LedgerSwitches.set();
    DEFAULTS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
