package dev.mynah.ledger;

/**
 * Chronicle's switches. They are read when its classes load, so {@code main} calls this first; what
 * the operator set on the command line stays.
 */
public final class LedgerSwitches {
  private static final String LOCK_WAIT_SECONDS = "2";

  private LedgerSwitches() {}

  /** Sets the switches. Does nothing but set system properties, and may be called again. */
  public static void set() {
    setIfAbsent("chronicle.analytics.disable", "true");
    setIfAbsent("chronicle.announcer.disable", "true");
    setIfAbsent("chronicle.disk.monitor.disable", "true");
    setIfAbsent("net.openhft.chronicle.map.lockTimeoutSeconds", LOCK_WAIT_SECONDS);
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
