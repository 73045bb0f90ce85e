package dev.mynah.exporter.store.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.ledger.journal.HitEvent.Capture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Fields and bodies as compressed JSON, which takes any text. */
final class Captures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Captures() {}

  static byte[] encode(Capture capture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      JSON.writeValue(deflater, capture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Capture decode(byte[] stored) {
    try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(stored))) {
      return JSON.readValue(inflater, Capture.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
