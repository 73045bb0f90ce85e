package dev.mynah.exporter.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an address is.
 *
 * @param country ISO 3166-1 code, {@code Local} for private addresses, empty when not known
 */
record GeoPlace(String country, String city) {
  static final GeoPlace UNKNOWN = new GeoPlace("", "");
  static final GeoPlace LOCAL = new GeoPlace("Local", "");
  private static final int LONGEST = 100;

  /** Of a record as GeoLite2, GeoIP2 and DB-IP have them. */
  static GeoPlace of(@Nullable Map<?, ?> record) {
    if (record == null) {
      return UNKNOWN;
    }
    String country = text(record, "country", "iso_code");
    if (country.isEmpty()) {
      country = text(record, "registered_country", "iso_code");
    }
    String city = text(record, "city", "names", "en");
    return country.isEmpty() && city.isEmpty() ? UNKNOWN : new GeoPlace(country, city);
  }

  private static String text(Map<?, ?> record, String... way) {
    Object at = record;
    for (String step : way) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at instanceof String text && text.length() <= LONGEST ? text : "";
  }
}
