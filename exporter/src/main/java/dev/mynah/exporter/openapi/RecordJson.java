package dev.mynah.exporter.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON, by the same reading of them that the schema is made of. Numbers without a
 * fraction are written without one; what is not a number is {@code null}. Any thread.
 */
public final class RecordJson {
  /** For streams that are written to piece by piece. */
  public static final JsonFactory FACTORY = new JsonFactory();

  private static final double EXACT = 9_007_199_254_740_992.0;

  private RecordJson() {}

  /** Writes a record, a list, a text, a number or {@code null}. */
  public static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Record row) {
      out.writeStartObject();
      writeFields(out, row);
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        write(out, each);
      }
      out.writeEndArray();
    } else if (value instanceof Double number) {
      writeNumber(out, number);
    } else {
      writeScalar(out, value);
    }
  }

  /** Writes the components of a record into an object that is open. */
  public static void writeFields(JsonGenerator out, Record row) throws IOException {
    for (RecordField field : RecordField.of(row.getClass())) {
      Object value = field.read(row);
      if (field.inline() && value instanceof Record nested) {
        writeFields(out, nested);
      } else {
        out.writeFieldName(field.name());
        write(out, value);
      }
    }
  }

  private static void writeNumber(JsonGenerator out, double number) throws IOException {
    if (!Double.isFinite(number)) {
      out.writeNull();
    } else if (number == Math.rint(number) && Math.abs(number) < EXACT) {
      out.writeNumber((long) number);
    } else {
      out.writeNumber(number);
    }
  }

  private static void writeScalar(JsonGenerator out, Object value) throws IOException {
    if (value instanceof RawJson raw) {
      out.writeRawValue(raw.text());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else {
      out.writeString(value.toString());
    }
  }
}
