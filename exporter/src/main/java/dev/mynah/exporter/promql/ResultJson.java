package dev.mynah.exporter.promql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.exporter.promql.eval.Grid;
import dev.mynah.exporter.promql.eval.Line;
import dev.mynah.exporter.promql.eval.PromNumber;
import dev.mynah.exporter.promql.eval.Result;
import dev.mynah.exporter.promql.eval.SampleSeries;
import dev.mynah.exporter.promql.metric.LabelSet;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes results of queries: matrix, vector, scalar or string. One thread. */
final class ResultJson {
  /** About what a time and a number take. */
  private static final int BYTES_PER_VALUE = 36;

  private static final int BYTES_PER_SERIES = 40;

  private final Result result;
  private final Grid grid;

  /** Times of the grid as text: every line has the same. */
  private @Nullable String[] times = {};

  ResultJson(Result result, Grid grid) {
    this.result = result;
    this.grid = grid;
  }

  /** About how long a result will be. */
  static long bytes(Result result) {
    long bytes = 0;
    if (result instanceof Result.Lines lines) {
      for (Line line : lines.lines()) {
        bytes += bytes(line.labels()) + (long) BYTES_PER_VALUE * line.values().length;
      }
    } else if (result instanceof Result.Samples samples) {
      for (SampleSeries series : samples.series()) {
        bytes += bytes(series.labels()) + (long) BYTES_PER_VALUE * series.times().length;
      }
    } else if (result instanceof Result.Scalars scalars) {
      bytes = (long) BYTES_PER_VALUE * scalars.values().length;
    }
    return bytes;
  }

  private static long bytes(LabelSet labels) {
    long bytes = BYTES_PER_SERIES;
    for (int i = 0; i < labels.size(); i++) {
      bytes += labels.name(i).length() + labels.value(i).length() + 6;
    }
    return bytes;
  }

  void writeTo(JsonGenerator json) throws IOException {
    boolean range = grid.stepMillis() != 0;
    json.writeStartObject();
    if (result instanceof Result.Lines lines) {
      json.writeStringField("resultType", range ? "matrix" : "vector");
      json.writeArrayFieldStart("result");
      for (Line line : lines.lines()) {
        line(json, line, range);
      }
      json.writeEndArray();
    } else if (result instanceof Result.Samples samples) {
      json.writeStringField("resultType", "matrix");
      json.writeArrayFieldStart("result");
      for (SampleSeries series : samples.series()) {
        samples(json, series);
      }
      json.writeEndArray();
    } else if (result instanceof Result.Scalars scalars && range) {
      json.writeStringField("resultType", "matrix");
      json.writeArrayFieldStart("result");
      line(json, new Line(LabelSet.EMPTY, scalars.values()), true);
      json.writeEndArray();
    } else if (result instanceof Result.Scalars scalars) {
      json.writeStringField("resultType", "scalar");
      json.writeFieldName("result");
      pair(json, grid.startMillis(), PromNumber.format(scalars.values()[0]));
    } else if (result instanceof Result.Text text) {
      json.writeStringField("resultType", "string");
      json.writeFieldName("result");
      pair(json, grid.startMillis(), text.value());
    }
    json.writeEndObject();
  }

  private void line(JsonGenerator json, Line line, boolean range) throws IOException {
    json.writeStartObject();
    json.writeFieldName("metric");
    labels(json, line.labels());
    if (!range) {
      json.writeFieldName("value");
      pair(json, grid.startMillis(), PromNumber.format(line.values()[0]));
    } else {
      json.writeArrayFieldStart("values");
      for (int i = 0; i < line.values().length; i++) {
        if (!Line.isAbsent(line.values()[i])) {
          pair(json, time(i), PromNumber.format(line.values()[i]));
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private String time(int index) {
    if (index >= times.length) {
      times = Arrays.copyOf(times, Math.max(index + 1, times.length * 2));
    }
    String known = times[index];
    if (known == null) {
      known = seconds(grid.time(index));
      times[index] = known;
    }
    return known;
  }

  private static void samples(JsonGenerator json, SampleSeries series) throws IOException {
    json.writeStartObject();
    json.writeFieldName("metric");
    labels(json, series.labels());
    json.writeArrayFieldStart("values");
    for (int i = 0; i < series.times().length; i++) {
      pair(json, series.times()[i], PromNumber.format(series.values()[i]));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes labels as an object. */
  static void labels(JsonGenerator json, LabelSet labels) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringField(labels.name(i), labels.value(i));
    }
    json.writeEndObject();
  }

  private static void pair(JsonGenerator json, long millis, String text) throws IOException {
    pair(json, seconds(millis), text);
  }

  private static void pair(JsonGenerator json, String time, String text) throws IOException {
    json.writeStartArray();
    json.writeRawValue(time);
    json.writeString(text);
    json.writeEndArray();
  }

  /** Seconds with milliseconds where there are any. */
  static String seconds(long millis) {
    long fraction = Math.abs(millis % 1_000);
    String whole = (millis < 0 && millis > -1_000 ? "-" : "") + millis / 1_000;
    return fraction == 0 ? whole : whole + "." + Long.toString(1_000 + fraction).substring(1);
  }
}
