package dev.mynah.control;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * An error answer as {@code application/problem+json} (RFC 9457).
 *
 * @param status the HTTP status
 * @param reason one word for machines, also a log field
 * @param title one short sentence, the same for every occurrence
 * @param detail what happened this time; never anything internal
 */
public record Problem(int status, String reason, String title, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The answer that says so. */
  public AdminResponse answer() {
    return AdminResponse.of(status, MEDIA_TYPE, Content.of(json()));
  }

  String json() {
    return "{\"type\":\"about:blank\",\"title\":"
        + quoted(title)
        + ",\"status\":"
        + status
        + ",\"reason\":"
        + quoted(reason)
        + ",\"detail\":"
        + quoted(detail)
        + "}\n";
  }

  /** A JSON string, quotes included. */
  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
