package dev.mynah.control;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;

/** Text messages over a WebSocket (RFC 6455); what the client sends is not looked at. */
final class WebSocketWire implements PushWire {
  private static final short GOING_AWAY = 1001;
  private static final short TRY_AGAIN_LATER = 1013;

  /** A close frame carries at most 123 bytes of reason (RFC 6455 section 5.5). */
  private static final int REASON_CHARS = 120;

  private final ServerWebSocket socket;
  private final HttpConnection connection;

  WebSocketWire(ServerWebSocket socket, HttpConnection connection) {
    this.socket = socket;
    this.connection = connection;
  }

  @Override
  public void write(PushMessage message) {
    socket.writeTextMessage(message.json());
  }

  @Override
  public void heartbeat() {
    socket.writePing(Buffer.buffer(0));
  }

  @Override
  public boolean full() {
    return socket.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable again) {
    socket.drainHandler(drained -> again.run());
  }

  @Override
  public void whenClosed(Runnable gone) {
    socket.closeHandler(closed -> gone.run());
  }

  @Override
  public void drop(String reason) {
    close(TRY_AGAIN_LATER, reason);
  }

  @Override
  public void leave(String reason) {
    close(GOING_AWAY, reason);
  }

  @Override
  public void cut() {
    connection.close();
  }

  private void close(short code, String reason) {
    if (!socket.isClosed()) {
      socket.close(code, reason.substring(0, Math.min(reason.length(), REASON_CHARS)));
    }
  }
}
