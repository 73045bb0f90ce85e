package dev.mynah.exporter.promql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.Content;
import dev.mynah.exporter.series.QueryRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The frame that all answers of Prometheus' API have. */
final class Envelope {
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  private static final String MEDIA_TYPE = "application/json";

  /** From this size on an answer is written piece by piece. */
  private static final long STREAMED_FROM = 64 << 10;

  private Envelope() {}

  /** Writes what is between {@code "data":} and the comma after it. */
  @FunctionalInterface
  interface Data {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** An answer that is small. */
  static AdminResponse success(Data data) {
    return success(data, List.of(), List.of(), 0);
  }

  /**
   * An answer.
   *
   * @param bytes about how long it is
   */
  static AdminResponse success(Data data, List<String> infos, List<String> warnings, long bytes) {
    AdminResponse.BodyWriter writer = out -> write(out, data, infos, warnings);
    if (bytes >= STREAMED_FROM) {
      return AdminResponse.stream(200, MEDIA_TYPE, writer);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      writer.writeTo(whole);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return AdminResponse.of(200, MEDIA_TYPE, Content.of(whole.toByteArray()));
  }

  /** A refusal with the status that Prometheus would give. */
  static AdminResponse refusal(QueryRefused refused) {
    int status =
        switch (refused.kind()) {
          case BAD -> 400;
          case UNSUPPORTED, TOO_LARGE -> 422;
          case TIMEOUT, UNAVAILABLE -> 503;
        };
    String type =
        switch (refused.kind()) {
          case BAD -> "bad_data";
          case UNSUPPORTED, TOO_LARGE -> "execution";
          case TIMEOUT -> "timeout";
          case UNAVAILABLE -> "unavailable";
        };
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(whole)) {
      json.writeStartObject();
      json.writeStringField("status", "error");
      json.writeStringField("errorType", type);
      json.writeStringField("error", String.valueOf(refused.getMessage()));
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return AdminResponse.of(status, MEDIA_TYPE, Content.of(whole.toByteArray()));
  }

  private static void write(OutputStream out, Data data, List<String> infos, List<String> warnings)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeFieldName("data");
      data.writeTo(json);
      sentences(json, "warnings", warnings);
      sentences(json, "infos", infos);
      json.writeEndObject();
    }
  }

  private static void sentences(JsonGenerator json, String name, List<String> sentences)
      throws IOException {
    if (!sentences.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String sentence : sentences) {
        json.writeString(sentence);
      }
      json.writeEndArray();
    }
  }
}
