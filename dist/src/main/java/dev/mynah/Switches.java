package dev.mynah;

import java.util.Map;

/**
 * System properties that libraries read once, when their classes load. A property given on the
 * command line of the JVM wins, apart from those that keep the process silent towards the outside.
 */
final class Switches {
  private static final Map<String, String> SILENCE =
      Map.of("chronicle.analytics.disable", "true", "chronicle.announcer.disable", "true");

  private static final Map<String, String> DEFAULTS =
      Map.of(
          // A segment lock left by a killed process is waited for this long, not a minute.
          "net.openhft.chronicle.map.lockTimeoutSeconds", "2",
          // Leaks are looked for in tests; a sample of one in a hundred costs throughput here.
          "io.netty.leakDetection.level", "disabled",
          "vertx.logger-delegate-factory-class-name",
              "io.vertx.core.logging.SLF4JLogDelegateFactory",
          // The control plane serves what is in memory: no cache directory is made.
          "vertx.disableFileCPResolving", "true",
          "vertx.disableFileCaching", "true");

  private Switches() {}

  static void set() {
    SILENCE.forEach(System::setProperty);
    DEFAULTS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
