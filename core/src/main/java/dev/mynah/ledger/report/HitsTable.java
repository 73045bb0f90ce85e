package dev.mynah.ledger.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Hits as a table for people. */
public final class HitsTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private record Column(String title, boolean right, Function<HitsReport.Row, String> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("ROUTE", false, row -> printable(row.route())),
          new Column("METHOD", false, HitsReport.Row::method),
          new Column("CODE", false, HitsReport.Row::code),
          new Column("OUTCOME", false, HitsReport.Row::outcome),
          new Column("REQUESTS", true, row -> HumanNumber.count(row.requests())),
          new Column("IN", true, row -> HumanNumber.bytes(row.bytesIn())),
          new Column("OUT", true, row -> HumanNumber.bytes(row.bytesOut())),
          new Column("FIRST HIT", false, row -> time(row.firstHitMillis())),
          new Column("LAST HIT", false, row -> time(row.lastHitMillis())));

  private HitsTable() {}

  /** The table, ending in a newline; one sentence where nothing was counted. */
  public static String render(HitsReport report) {
    if (!report.present()) {
      return "No counts here: no ledger was found.\n";
    }
    StringBuilder text = new StringBuilder();
    if (!report.rows().isEmpty()) {
      append(text, cells(report));
      text.append('\n');
    }
    return text.append(String.format(Locale.ROOT, "%,d", report.total()))
        .append(report.total() == 1 ? " request" : " requests")
        .append(" since ")
        .append(TIME.format(report.startTime()))
        .append('\n')
        .toString();
  }

  private static List<List<String>> cells(HitsReport report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(COLUMNS.stream().map(Column::title).toList());
    for (HitsReport.Row row : report.rows()) {
      lines.add(COLUMNS.stream().map(column -> column.value().apply(row)).toList());
    }
    return lines;
  }

  private static void append(StringBuilder text, List<List<String>> lines) {
    int[] widths = new int[COLUMNS.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String gap = " ".repeat(widths[i] - width(line.get(i)));
        boolean right = COLUMNS.get(i).right();
        row.append(i == 0 ? "" : "  ").append(right ? gap : "").append(line.get(i));
        row.append(right ? "" : gap);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String time(long millis) {
    return millis == 0 ? "-" : TIME.format(Instant.ofEpochMilli(millis));
  }

  /** A route id is somebody's text: it must not move the cursor of whoever looks. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(point -> Character.isISOControl(point) ? '\ufffd' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
