package dev.mynah.exporter.query.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.exporter.openapi.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer before it is written.
 *
 * @param head a record whose components stand at the top; absent where there is none
 * @param parts by name, in order: records or lists of such
 */
public record Answer(Optional<Record> head, Map<String, Object> parts) {
  /** Keeps its own copy. */
  public Answer {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** With a head only, for now. */
  public static Answer of(Record head) {
    return new Answer(Optional.of(head), Map.of());
  }

  /** Without a head. */
  public static Answer bare() {
    return new Answer(Optional.empty(), Map.of());
  }

  /** The same with one more part. */
  public Answer with(String name, Object part) {
    Map<String, Object> more = new LinkedHashMap<>(parts);
    more.put(name, part);
    return new Answer(head, more);
  }

  /** The same with rows as data, and with what page they are. */
  public Answer with(PageShown.Cut<?> cut) {
    return with("data", cut.rows()).with("page", cut.page());
  }

  /** As JSON. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator out = RecordJson.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      if (head.isPresent()) {
        RecordJson.writeFields(out, head.get());
      }
      for (Map.Entry<String, Object> part : parts.entrySet()) {
        out.writeFieldName(part.getKey());
        RecordJson.write(out, part.getValue());
      }
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("memory that cannot be written to", e);
    }
    return bytes.toByteArray();
  }
}
