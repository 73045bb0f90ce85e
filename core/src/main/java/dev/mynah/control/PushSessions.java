package dev.mynah.control;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscribers of all push streams of a server. Opened on the event loop, ended from any. */
final class PushSessions {
  private static final Logger LOG = LoggerFactory.getLogger(PushSessions.class);

  private final Vertx vertx;
  private final Set<PushSession> open = ConcurrentHashMap.newKeySet();

  PushSessions(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Whether a request asks for a WebSocket; its body must not be read before that is decided. */
  static boolean isUpgrade(HttpServerRequest request) {
    return request.method().name().equals("GET")
        && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /** Turns a request into a stream of messages: a WebSocket when it asks for one, else events. */
  void start(HttpServerRequest request, PushSource source) {
    if (isUpgrade(request)) {
      request
          .toWebSocket()
          .onSuccess(socket -> start(new WebSocketWire(socket, request.connection()), source))
          .onFailure(refused -> LOG.debug("no WebSocket came of it", refused));
      return;
    }
    start(EventStreamWire.open(request), source);
  }

  /** Ends all of them. */
  void end(String reason) {
    open.forEach(session -> session.end(reason));
  }

  private void start(PushWire wire, PushSource source) {
    PushSession session = new PushSession(vertx, vertx.getOrCreateContext(), wire);
    open.add(session);
    session.open(source, () -> open.remove(session));
  }
}
