package dev.mynah.ledger.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Hits as JSON: what {@code GET /api/hits} answers and {@code mynah hits --json} prints, and how
 * {@code mynah hits URL} reads it back. Times are ISO 8601, absent where there was no hit; the
 * ledger id is text, since JavaScript's numbers end at 53 bits.
 */
public final class HitsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HitsJson() {}

  /** The report as one JSON object, indented, ending in a newline. */
  public static String write(HitsReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("present", report.present());
    if (report.present()) {
      root.put("ledgerId", Long.toHexString(report.ledgerId()));
      root.put("startTime", report.startTime().toString());
    }
    root.put("total", report.total());
    var hits = root.putArray("hits");
    for (HitsReport.Row row : report.rows()) {
      ObjectNode hit = hits.addObject();
      hit.put("route", row.route());
      hit.put("method", row.method());
      hit.put("code", row.code());
      hit.put("outcome", row.outcome());
      hit.put("requests", row.requests());
      hit.put("bytesIn", row.bytesIn());
      hit.put("bytesOut", row.bytesOut());
      putTime(hit, "firstHit", row.firstHitMillis());
      putTime(hit, "lastHit", row.lastHitMillis());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when the text is not that
   */
  public static HitsReport read(String text) throws IOException {
    JsonNode root = JSON.readTree(text);
    if (!root.path("hits").isArray() || !root.path("present").isBoolean()) {
      throw new IOException("this is not the JSON of /api/hits");
    }
    try {
      List<HitsReport.Row> rows = new ArrayList<>();
      for (JsonNode hit : root.path("hits")) {
        rows.add(row(hit));
      }
      boolean present = root.path("present").booleanValue();
      return new HitsReport(
          present,
          present ? Long.parseUnsignedLong(text(root, "ledgerId"), 16) : 0,
          present ? Instant.parse(text(root, "startTime")) : Instant.EPOCH,
          rows);
    } catch (NumberFormatException | DateTimeException e) {
      throw new IOException("this is not the JSON of /api/hits: " + e.getMessage(), e);
    }
  }

  private static HitsReport.Row row(JsonNode hit) throws IOException {
    return new HitsReport.Row(
        text(hit, "route"),
        text(hit, "method"),
        text(hit, "code"),
        text(hit, "outcome"),
        number(hit, "requests"),
        number(hit, "bytesIn"),
        number(hit, "bytesOut"),
        time(hit, "firstHit"),
        time(hit, "lastHit"));
  }

  private static void putTime(ObjectNode hit, String name, long millis) {
    if (millis != 0) {
      hit.put(name, Instant.ofEpochMilli(millis).toString());
    }
  }

  private static long time(JsonNode hit, String name) throws IOException {
    return hit.has(name) ? Instant.parse(text(hit, name)).toEpochMilli() : 0;
  }

  private static String text(JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IOException("no text " + name + " in the JSON of /api/hits");
    }
    return value.textValue();
  }

  private static long number(JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);
    if (!value.canConvertToLong()) {
      throw new IOException("no number " + name + " in the JSON of /api/hits");
    }
    return value.longValue();
  }
}
