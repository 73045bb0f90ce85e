package dev.mynah.exporter.export;

import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import dev.mynah.exporter.query.answer.AnalyticsEndpoint;
import dev.mynah.exporter.query.answer.Cors;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.QuestionReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Answers with a file, written row by row at the pace of the client. An export that fails in the
 * middle breaks its connection off, so that a torn file is not taken for a whole one.
 */
final class ExportEndpoint {
  private static final String WARNING = "Mynah-Warning";
  private static final int MOST_WARNING = 4_000;
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

  private final Dataset dataset;
  private final QuestionReader reader;
  private final Cors cors;
  private final Semaphore places;
  private final boolean csv;

  ExportEndpoint(Dataset dataset, QuestionReader reader, Cors cors, Semaphore places, boolean csv) {
    this.dataset = dataset;
    this.reader = reader;
    this.cors = cors;
    this.places = places;
    this.csv = csv;
  }

  AdminResponse answer(AdminRequest request) {
    return AnalyticsEndpoint.guarded(cors, request, () -> file(request));
  }

  private AdminResponse file(AdminRequest request) {
    Question question = reader.read(request.query());
    String name = question.value("dataset").orElse("metrics");
    Dataset.Found found = dataset.find(question);
    boolean lines = question.value("format").orElse("array").equals("lines");
    String type = csv ? "text/csv; charset=utf-8; header=present" : json(lines);
    String suffix = csv ? ".csv" : lines ? ".ndjson" : ".json";
    if (places.availablePermits() == 0) {
      throw new ProblemException(
          new Problem(503, "busy", "Busy", "As many exports run as may; try again."));
    }
    AdminResponse answer =
        AdminResponse.stream(200, type, out -> write(found.rows(), question, out))
            .with("Content-Disposition", "attachment; filename=\"mynah-" + name + suffix + "\"");
    return found.warnings().isEmpty() ? answer : answer.with(WARNING, field(found.warnings()));
  }

  /** Sentences as one field: a file of rows has no other place for them. */
  private static String field(List<String> warnings) {
    String text = NOT_PRINTABLE.matcher(String.join("; ", warnings)).replaceAll("?");
    return text.length() > MOST_WARNING ? text.substring(0, MOST_WARNING - 3) + "..." : text;
  }

  private static String json(boolean lines) {
    return lines ? "application/x-ndjson" : "application/json";
  }

  private void write(Dataset.Rows rows, Question question, OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("as many exports run as may");
    }
    try {
      RowWriter writer = writer(question, out);
      rows.each(row -> write(writer, row));
      writer.end();
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    } finally {
      places.release();
    }
  }

  private RowWriter writer(Question question, OutputStream out) throws IOException {
    if (!csv) {
      return new JsonWriter(out, question.value("format").orElse("array").equals("lines"));
    }
    boolean keep = question.value("formulas").orElse("escape").equals("keep");
    Class<?> type =
        ExportApi.TYPES.getOrDefault(question.value("dataset").orElse("metrics"), MetricRow.class);
    return new CsvWriter(out, type, keep);
  }

  private static void write(RowWriter writer, Record row) {
    try {
      writer.row(row);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
