package dev.mynah.agent.respond;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The body of an error answer (RFC 9457). Beyond the standard members it has {@code reason}, the
 * word of {@link Failure#reason()}, and for a request that no route claims the nearest routes.
 */
public final class ProblemDocument {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final int UNAVAILABLE = 503;
  private static final JsonFactory JSON = new JsonFactory();

  /** A route that nearly claimed the request, and in one sentence why it did not. */
  public record Hint(String route, String pattern, String why) {}

  private ProblemDocument() {}

  /** The head that goes with it. */
  public static ResponseHead head(Failure failure) {
    ResponseHead head = new ResponseHead(failure.status());
    head.fields().add(FieldName.CONTENT_TYPE, MEDIA_TYPE);
    if (failure.status() == UNAVAILABLE) {
      head.fields().add(FieldName.RETRY_AFTER, "1");
    }
    return head;
  }

  /**
   * The document in UTF-8.
   *
   * @param detail what happened this time; empty for nothing beyond the title
   */
  public static byte[] of(Failure failure, String detail, List<Hint> nearest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "about:blank");
      json.writeStringField("title", failure.title());
      json.writeNumberField("status", failure.status());
      json.writeStringField("reason", failure.reason());
      if (!detail.isEmpty()) {
        json.writeStringField("detail", detail);
      }
      writeNearest(json, nearest);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException memoryOnly) {
      throw new UncheckedIOException(memoryOnly);
    }
    return out.toByteArray();
  }

  private static void writeNearest(JsonGenerator json, List<Hint> nearest) throws IOException {
    if (nearest.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("nearest");
    for (Hint hint : nearest) {
      json.writeStartObject();
      json.writeStringField("route", hint.route());
      json.writeStringField("pattern", hint.pattern());
      json.writeStringField("why", hint.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
