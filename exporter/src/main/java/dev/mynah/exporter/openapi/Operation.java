package dev.mynah.exporter.openapi;

import java.util.List;

/**
 * One method of one path.
 *
 * @param method in upper case
 * @param path with {@code {name}} where a part of it varies
 * @param text what it is for
 * @param parameters of the query
 * @param example the query of the curl example, encoded; or its further arguments where a body is
 *     sent
 */
public record Operation(
    String method,
    String path,
    Text text,
    List<Parameter> parameters,
    Reply reply,
    String example) {

  /**
   * Words about it.
   *
   * @param tag the chapter
   * @param summary a few words
   * @param detail further sentences, or empty
   */
  public record Text(String tag, String summary, String detail) {}

  /** Keeps its own copy. */
  public Operation {
    parameters = List.copyOf(parameters);
  }

  /** One word for it, unique. */
  public String id() {
    String words = (method.equals("GET") ? "" : method + "/") + path;
    return words
        .replaceAll("[^A-Za-z0-9]+", "-")
        .replaceAll("^-|-$", "")
        .replaceFirst("^api-(analytics-)?", "")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
