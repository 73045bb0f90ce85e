package dev.mynah.agent.mock.request;

import dev.mynah.agent.http.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * What a template may ask of the request it answers. Nothing is asked for that the template does
 * not name, so an implementation need not prepare anything. Event loop only.
 */
public interface TemplateRequest {
  RequestHead head();

  /** An id of this request; the same at each call, and worth making only at the first. */
  String id();

  /** The client's address as text, without port. */
  String clientIp();

  /** The port that the client connected to. */
  int localPort();

  /** The decoded value of a {@code :param} of the route's path, or null when it has none. */
  @Nullable String pathParameter(String name);

  /**
   * The body as it came, decoded of its content coding; empty when there was none. Called only for
   * templates that said beforehand that they need it.
   */
  byte[] body();
}
