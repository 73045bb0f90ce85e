package dev.mynah.agent.config;

import dev.mynah.settings.tree.Shown;

/** One header field as configured. */
public record HeaderValue(String name, String value) {
  /** A value that is a secret by its name is not printed. */
  @Override
  public String toString() {
    return name + ": " + (Shown.isSensitive(name) ? Shown.MASK : value);
  }
}
