package dev.mynah.exporter.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.exporter.openapi.RecordJson;
import java.io.IOException;
import java.io.OutputStream;

/** One array, or one object on each line. */
final class JsonWriter implements RowWriter {
  private final JsonGenerator out;
  private final boolean lines;
  private boolean first = true;

  JsonWriter(OutputStream stream, boolean lines) throws IOException {
    this.out = RecordJson.FACTORY.createGenerator(stream);
    this.lines = lines;
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    out.setRootValueSeparator(null);
    if (!lines) {
      out.writeRaw('[');
    }
  }

  @Override
  public void row(Record row) throws IOException {
    if (!lines && !first) {
      out.writeRaw(',');
    }
    if (!lines) {
      out.writeRaw('\n');
    }
    first = false;
    RecordJson.write(out, row);
    if (lines) {
      out.writeRaw('\n');
    }
  }

  @Override
  public void end() throws IOException {
    if (!lines) {
      out.writeRaw("\n]\n");
    }
    out.flush();
  }
}
