package dev.mynah.exporter.export;

import dev.mynah.exporter.openapi.RecordColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: a header, CRLF, quotes where they are needed. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front, unless that is not wanted.
 */
final class CsvWriter implements RowWriter {
  private static final String END_OF_LINE = "\r\n";
  private static final String STARTS_A_FORMULA = "=+-@\t\r";
  private static final double EXACT = 9_007_199_254_740_992.0;

  private final Writer out;
  private final boolean keepFormulas;
  private final StringBuilder line = new StringBuilder();

  CsvWriter(OutputStream out, Class<?> type, boolean keepFormulas) throws IOException {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.keepFormulas = keepFormulas;
    this.out.write(String.join(",", RecordColumns.names(type)) + END_OF_LINE);
  }

  @Override
  public void row(Record row) throws IOException {
    line.setLength(0);
    RecordColumns.cells(row, (name, value) -> cell(value));
    line.setLength(line.length() - 1);
    line.append(END_OF_LINE);
    out.append(line);
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }

  private void cell(@Nullable Object value) {
    if (value instanceof Double number) {
      line.append(number(number));
    } else if (value instanceof BigDecimal number) {
      line.append(number.toPlainString());
    } else if (value instanceof Number || value instanceof Boolean) {
      line.append(value);
    } else if (value instanceof List<?> list) {
      text(list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    } else if (value != null) {
      text(value.toString());
    }
    line.append(',');
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      return "";
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT;
    return whole ? Long.toString((long) number) : BigDecimal.valueOf(number).toPlainString();
  }

  private void text(String text) {
    String safe =
        !keepFormulas && !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0
            ? "'" + text
            : text;
    boolean quoted =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
            || safe.startsWith(" ")
            || safe.endsWith(" ");
    if (quoted) {
      line.append('"').append(safe.replace("\"", "\"\"")).append('"');
    } else {
      line.append(safe);
    }
  }
}
