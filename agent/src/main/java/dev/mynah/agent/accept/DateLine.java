package dev.mynah.agent.accept;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field line (RFC 9110 section 6.6.1), made once a second. Event loop only. */
final class DateLine {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private long second = Long.MIN_VALUE;
  private byte[] line = {};

  /** The encoded line with its line end. */
  byte[] at(long wallMillis) {
    long now = Math.floorDiv(wallMillis, 1000L);
    if (now != second) {
      second = now;
      String text = "Date: " + IMF_FIXDATE.format(Instant.ofEpochSecond(now)) + "\r\n";
      line = text.getBytes(StandardCharsets.ISO_8859_1);
    }
    return line;
  }
}
