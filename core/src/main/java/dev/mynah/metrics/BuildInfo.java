package dev.mynah.metrics;

/** What was built from what. */
public record BuildInfo(String version, String revision) {
  public static final BuildInfo UNKNOWN = new BuildInfo("unknown", "unknown");
}
