package dev.mynah.control;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections that hold a place without asking: idle ones, and those that send the head of a
 * request a byte at a time. Also bounds how many there are. All of it happens on the event loop.
 */
final class ConnectionSweep {
  private static final int MAX_CONNECTIONS = 512;
  private static final long EVERY_MILLIS = 5_000;
  private static final long QUIET_MILLIS = 60_000;

  private final Vertx vertx;
  private final Handler<HttpServerRequest> next;
  private final Map<HttpConnection, Long> quietSince = new HashMap<>();
  private int open;

  ConnectionSweep(Vertx vertx, Handler<HttpServerRequest> next) {
    this.vertx = vertx;
    this.next = next;
  }

  /** Watches all connections of a server and passes its requests on. */
  void guard(HttpServer server) {
    server.connectionHandler(this::opened);
    server.requestHandler(this::asked);
    vertx.setPeriodic(EVERY_MILLIS, timer -> sweep());
  }

  private void opened(HttpConnection connection) {
    if (open >= MAX_CONNECTIONS) {
      connection.close();
      return;
    }
    open++;
    quietSince.put(connection, now());
    connection.closeHandler(
        closed -> {
          open--;
          quietSince.remove(connection);
        });
  }

  private void asked(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    quietSince.remove(connection);
    request.response().endHandler(sent -> quietSince.put(connection, now()));
    request.response().closeHandler(closed -> quietSince.remove(connection));
    next.handle(request);
  }

  private void sweep() {
    long now = now();
    new ArrayList<>(quietSince.entrySet())
        .stream()
            .filter(quiet -> now - quiet.getValue() > QUIET_MILLIS)
            .forEach(quiet -> quiet.getKey().close());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
