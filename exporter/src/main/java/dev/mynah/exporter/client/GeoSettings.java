package dev.mynah.exporter.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where countries and cities are looked up.
 *
 * @param file in MaxMind DB format, with countries or cities; null for none
 */
public record GeoSettings(@Nullable Path file) {
  /** No file: only private addresses are told apart. */
  public static final GeoSettings NONE = new GeoSettings(null);
}
