package dev.mynah.exporter.scrape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads an answer of Prometheus' query API as it arrives, a series at a time, so that memory does
 * not grow with it. One thread.
 */
final class AnswerReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20)
                  .maxStringLength(64 * 1024)
                  .build())
          .build();

  private final Steps steps;
  private final SeriesVisitor visitor;
  private final double[] points;
  private String status = "";
  private String error = "";
  private String warning = "";

  AnswerReader(Steps steps, SeriesVisitor visitor) {
    this.steps = steps;
    this.visitor = visitor;
    this.points = new double[steps.count()];
  }

  /**
   * Hands over every series.
   *
   * @throws PrometheusFailure when the answer is an error, or owns up to not being whole
   * @throws IOException when it breaks off or is no JSON
   */
  void read(InputStream body) throws IOException, PrometheusFailure {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw PrometheusFailure.refused("the answer is not one of Prometheus' query API");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "status" -> status = json.getText();
          case "error" -> error = json.getText();
          case "warnings" -> warnings(json);
          case "data" -> data(json);
          default -> json.skipChildren();
        }
      }
    }
    if (!status.equals("success")) {
      throw PrometheusFailure.refused(error.isEmpty() ? "the answer says " + status : error);
    }
    if (!warning.isEmpty()) {
      throw PrometheusFailure.refused("the answer is not whole: " + warning);
    }
  }

  private void warnings(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      if (warning.isEmpty()) {
        warning = json.getText();
      }
    }
  }

  private void data(JsonParser json) throws IOException, PrometheusFailure {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken begins = json.nextToken();
      if (name.equals("result") && begins == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          series(json);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void series(JsonParser json) throws IOException, PrometheusFailure {
    Map<String, String> labels = new HashMap<>();
    Arrays.fill(points, Double.NaN);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "metric" -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            labels.put(json.currentName(), String.valueOf(json.nextTextValue()));
          }
        }
        case "value" -> point(json);
        case "values" -> {
          while (json.nextToken() == JsonToken.START_ARRAY) {
            point(json);
          }
        }
        default -> json.skipChildren();
      }
    }
    visitor.series(labels, points);
  }

  /** A moment and, as text, a value. */
  private void point(JsonParser json) throws IOException {
    json.nextToken();
    int step = steps.indexOf(json.getDoubleValue());
    json.nextToken();
    double value = number(json.getText());
    if (step >= 0) {
      points[step] = value;
    }
    json.nextToken();
  }

  private static double number(String text) throws IOException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      if (text.endsWith("Inf")) {
        return Double.NaN;
      }
      throw new IOException("a value that is no number: " + text, e);
    }
  }
}
