package dev.mynah.exporter.promql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.control.AdminResponse;
import dev.mynah.exporter.promql.metric.MetricBook;
import dev.mynah.metrics.Metric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What does not depend on what is stored: metadata, rules and alerts. Any thread. */
final class FixedEndpoints {
  private FixedEndpoints() {}

  /** Type and help of the metrics whose history is kept. */
  static AdminResponse metadata(Parameters parameters, String rest) {
    Map<String, Metric> described = new LinkedHashMap<>(MetricBook.described());
    parameters.first("metric").ifPresent(metric -> described.keySet().retainAll(List.of(metric)));
    int limit = parameters.limit("limit").orElse(Integer.MAX_VALUE);
    return Envelope.success(
        json -> {
          json.writeStartObject();
          int told = 0;
          for (Metric metric : described.values()) {
            if (told++ < limit) {
              describe(json, metric);
            }
          }
          json.writeEndObject();
        },
        List.of(),
        List.of(),
        0);
  }

  private static void describe(JsonGenerator json, Metric metric) throws IOException {
    json.writeArrayFieldStart(metric.name());
    json.writeStartObject();
    json.writeStringField(
        "type",
        metric.type() == Metric.Type.INFO
            ? "gauge"
            : metric.type().name().toLowerCase(Locale.ROOT));
    json.writeStringField("help", metric.help());
    json.writeStringField("unit", "");
    json.writeEndObject();
    json.writeEndArray();
  }

  /** There are none: Prometheus evaluates rules. */
  static AdminResponse rules(Parameters parameters, String rest) {
    return empty("groups");
  }

  /** There are none, as there are no rules. */
  static AdminResponse alerts(Parameters parameters, String rest) {
    return empty("alerts");
  }

  private static AdminResponse empty(String list) {
    return Envelope.success(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart(list);
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
