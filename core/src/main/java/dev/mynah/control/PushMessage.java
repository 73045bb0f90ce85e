package dev.mynah.control;

/**
 * One message of a push stream.
 *
 * @param type one word; the event's name for event streams
 * @param json one line of JSON, which names its type itself for WebSocket clients
 */
public record PushMessage(String type, String json) {
  /** Refuses what would break the framing of an event stream. */
  public PushMessage {
    if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0 || type.isBlank()) {
      throw new IllegalArgumentException("a message is one word and one line of JSON");
    }
  }
}
