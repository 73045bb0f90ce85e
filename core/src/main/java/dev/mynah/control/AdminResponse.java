package dev.mynah.control;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an endpoint answers. Compression, {@code HEAD} and lengths are the server's business.
 *
 * @param headers besides those the server sets
 */
public record AdminResponse(int status, Map<String, String> headers, Body body) {

  /** What follows the head. */
  public sealed interface Body permits Whole, Streamed, Pushed {}

  /** A body held in memory; it goes out with its length. */
  public record Whole(Content content) implements Body {}

  /** A body written piece by piece; the writer is slowed down to what the client takes. */
  public record Streamed(BodyWriter writer) implements Body {}

  /** Messages as they come, over a WebSocket or as server-sent events, as the client asks. */
  public record Pushed(PushSource source) implements Body {}

  /** Writes a body on a worker thread. Closing the stream is not needed. */
  @FunctionalInterface
  public interface BodyWriter {
    /**
     * Writes all of it.
     *
     * @throws IOException when the client has gone or takes nothing any more
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Keeps its own copy of the headers. */
  public AdminResponse {
    headers = Map.copyOf(headers);
  }

  /** A body in memory. */
  public static AdminResponse of(int status, String contentType, Content body) {
    return new AdminResponse(status, Map.of("Content-Type", contentType), new Whole(body));
  }

  /** JSON that is already text. */
  public static AdminResponse json(int status, String json) {
    return of(status, "application/json", Content.of(json));
  }

  /** A body of unknown length. */
  public static AdminResponse stream(int status, String contentType, BodyWriter writer) {
    return new AdminResponse(status, Map.of("Content-Type", contentType), new Streamed(writer));
  }

  /** A stream of messages that ends when the client goes, is too slow, or we go. */
  public static AdminResponse push(PushSource source) {
    return new AdminResponse(200, Map.of(), new Pushed(source));
  }

  /** The same with one more header field. */
  public AdminResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AdminResponse(status, more, body);
  }
}
