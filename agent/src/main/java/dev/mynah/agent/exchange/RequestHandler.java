package dev.mynah.agent.exchange;

import dev.mynah.agent.respond.Failure;

/** Where connections bring their requests. One per event loop; event loop only. */
public interface RequestHandler {
  /** A request whose head is complete and well framed. */
  void handle(ClientStream stream);

  /**
   * Something that will not become a request, or one past a limit. The handler answers and counts;
   * the connection is closed afterwards.
   *
   * @param stream its head may be that of an earlier request or empty
   */
  void rejected(ClientStream stream, Failure failure);
}
