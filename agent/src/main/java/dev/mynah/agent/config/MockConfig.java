package dev.mynah.agent.config;

import java.util.List;

/**
 * A made-up answer.
 *
 * @param status 200 to 599
 * @param template whether header values and the body (not a base64 one) are Handlebars templates
 * @param gzip whether a client that accepts it gets the body compressed
 */
public record MockConfig(
    int status,
    List<HeaderValue> headers,
    MockBody body,
    boolean template,
    Delay delay,
    boolean gzip) {
  public MockConfig {
    headers = List.copyOf(headers);
  }
}
