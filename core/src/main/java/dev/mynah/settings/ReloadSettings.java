package dev.mynah.settings;

import java.time.Duration;

/**
 * How changes of the configuration are noticed.
 *
 * @param watch whether files are looked at while running
 * @param interval between two looks, 100 ms to 1 h; a change is taken once two looks agree
 */
public record ReloadSettings(boolean watch, Duration interval) {
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
  public static final ReloadSettings DEFAULT = new ReloadSettings(true, DEFAULT_INTERVAL);
}
