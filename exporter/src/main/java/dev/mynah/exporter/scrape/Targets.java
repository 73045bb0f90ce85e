package dev.mynah.exporter.scrape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Names targets by their labels. */
final class Targets {
  private static final int ID_CHARS = 24;

  private Targets() {}

  static MinuteSink.Target of(Map<String, String> labels) {
    return new MinuteSink.Target(
        id(labels),
        get(labels, "job"),
        get(labels, "instance"),
        get(labels, "namespace"),
        get(labels, "pod"),
        get(labels, "workspace"),
        get(labels, "environment"));
  }

  private static String get(Map<String, String> labels, String name) {
    return labels.getOrDefault(name, "");
  }

  private static String id(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(labels)
        .forEach(
            (name, value) ->
                text.append(name).append('\n').append(value.length()).append(':').append(value));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return "prometheus-" + HexFormat.of().formatHex(hash).substring(0, ID_CHARS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
