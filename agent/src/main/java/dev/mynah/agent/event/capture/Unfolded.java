package dev.mynah.agent.event.capture;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a body with its content coding undone, as far as what was kept of it goes and no
 * further than as many bytes as are kept of any body.
 *
 * @param isCut whether there was more of it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Unfolded(byte[] bytes, int length, boolean isCut) {

  /** Null when the coding is none that we undo, or the bytes are not in it. */
  static @Nullable Unfolded of(BodyTap tap, Fields fields, int limitBytes) {
    int at = fields.indexOf(FieldName.CONTENT_ENCODING, 0);
    if (at < 0) {
      return new Unfolded(tap.kept(), tap.keptBytes(), !tap.isWhole());
    }
    if (fields.indexOf(FieldName.CONTENT_ENCODING, at + 1) >= 0) {
      return null;
    }
    ByteArrayInputStream kept = new ByteArrayInputStream(tap.kept(), 0, tap.keptBytes());
    return switch (fields.value(at).strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> new Unfolded(tap.kept(), tap.keptBytes(), !tap.isWhole());
      case "gzip", "x-gzip" -> read(() -> new GZIPInputStream(kept), tap, limitBytes);
      case "deflate" -> read(() -> new InflaterInputStream(kept), tap, limitBytes);
      default -> null;
    };
  }

  private static @Nullable Unfolded read(Opening opening, BodyTap tap, int limitBytes) {
    byte[] bytes = new byte[limitBytes];
    int length = 0;
    try (InputStream in = opening.open()) {
      while (length < limitBytes) {
        int read = in.read(bytes, length, limitBytes - length);
        if (read < 0) {
          return new Unfolded(bytes, length, !tap.isWhole());
        }
        length += read;
      }
      return new Unfolded(bytes, length, in.read() >= 0 || !tap.isWhole());
    } catch (EOFException cutOff) {
      return tap.isWhole() ? null : new Unfolded(bytes, length, true);
    } catch (IOException broken) {
      return null;
    }
  }

  /** Opens the stream that undoes a coding. */
  private interface Opening {
    InputStream open() throws IOException;
  }
}
