package dev.mynah.exporter.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation answers when it succeeds.
 *
 * @param mediaType of the body; empty when there is none
 * @param head a record whose components stand at the top
 * @param parts what stands beside them, by name, in order
 */
public record Reply(
    int status, String mediaType, Optional<Class<?>> head, Map<String, Part> parts) {
  public static final String JSON = "application/json";

  /** A record, or a list of such. */
  public record Part(Class<?> type, boolean several, boolean optional) {}

  /** Keeps its own copy. */
  public Reply {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Rows, or an object, under {@code data}. */
  public static Reply json(Class<?> head) {
    return new Reply(200, JSON, Optional.of(head), Map.of());
  }

  /** No schema is given. */
  public static Reply of(int status, String mediaType) {
    return new Reply(status, mediaType, Optional.empty(), Map.of());
  }

  /** The same with a list of records. */
  public Reply rows(String name, Class<?> type) {
    return with(name, new Part(type, true, false));
  }

  /** The same with one record. */
  public Reply object(String name, Class<?> type) {
    return with(name, new Part(type, false, false));
  }

  /** The same with another status. */
  public Reply status(int code) {
    return new Reply(code, mediaType, head, parts);
  }

  private Reply with(String name, Part part) {
    Map<String, Part> more = new LinkedHashMap<>(parts);
    more.put(name, part);
    return new Reply(status, mediaType, head, more);
  }
}
