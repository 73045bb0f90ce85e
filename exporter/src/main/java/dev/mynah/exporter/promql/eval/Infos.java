package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.series.Resolution;
import java.util.Locale;

/** What answers tell of how they were made. */
final class Infos {
  static final String EXACT =
      "Mynah: rate and increase are exact sums of what was counted, not extrapolated";
  static final String IRATE = "Mynah: irate is answered as rate";

  private Infos() {}

  static String read(Resolution resolution) {
    return "Mynah: counts were read by " + resolution.name().toLowerCase(Locale.ROOT);
  }

  static String coarse() {
    return "Mynah: read by the hour, because there are too many series to read by the minute;"
        + " windows that begin or end within an hour are weighted by their share of it";
  }
}
