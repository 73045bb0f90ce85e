package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.openapi.About;
import dev.mynah.ledger.journal.HitEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was captured of a request, redacted when it was. */
public record LogCapture(
    @About("Fields of the request, in their order.") List<CapturedField> requestFields,
    @About("The request's body; null where it was not captured.")
        @Nullable CapturedBody requestBody,
    @About("Fields of the answer, in their order.") List<CapturedField> responseFields,
    @About("The answer's body; null where it was not captured.")
        @Nullable CapturedBody responseBody) {

  /** A header field. */
  public record CapturedField(
      @About("Its name.") String name, @About("Its value, as redaction left it.") String value) {}

  /** A body. */
  public record CapturedBody(
      @About("Its first bytes, as UTF-8 or in Base64.") String text,
      @About("Whether the text is Base64, because the body is no text.") boolean base64,
      @About("Whether the body was longer than what is kept.") boolean truncated,
      @About("How long the body was, in bytes.") long totalBytes) {}

  /** The row of a capture. */
  static LogCapture of(HitEvent.Capture capture) {
    return new LogCapture(
        fields(capture.requestFields()),
        body(capture.requestBody()),
        fields(capture.responseFields()),
        body(capture.responseBody()));
  }

  private static List<CapturedField> fields(List<HitEvent.Field> fields) {
    return fields.stream().map(field -> new CapturedField(field.name(), field.value())).toList();
  }

  private static @Nullable CapturedBody body(HitEvent.@Nullable Body body) {
    return body == null
        ? null
        : new CapturedBody(body.text(), body.base64(), body.truncated(), body.totalBytes());
  }
}
