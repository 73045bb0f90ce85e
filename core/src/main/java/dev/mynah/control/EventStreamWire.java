package dev.mynah.control;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Server-sent events (WHATWG HTML, section 9.2). */
final class EventStreamWire implements PushWire {
  private final HttpServerRequest request;
  private final HttpServerResponse response;

  private EventStreamWire(HttpServerRequest request) {
    this.request = request;
    this.response = request.response();
  }

  /** Sends the head; {@code EventSource} comes back by itself after the time it is told. */
  static EventStreamWire open(HttpServerRequest request) {
    EventStreamWire wire = new EventStreamWire(request);
    wire.response.setChunked(true);
    wire.response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
    wire.response.putHeader("X-Accel-Buffering", "no");
    wire.response.putHeader("Connection", "close");
    wire.response.write("retry: 3000\n\n");
    return wire;
  }

  @Override
  public void write(PushMessage message) {
    response.write("event: " + message.type() + "\ndata: " + message.json() + "\n\n");
  }

  @Override
  public void heartbeat() {
    response.write(":\n\n");
  }

  @Override
  public boolean full() {
    return response.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable again) {
    response.drainHandler(drained -> again.run());
  }

  @Override
  public void whenClosed(Runnable gone) {
    response.closeHandler(closed -> gone.run());
  }

  @Override
  public void drop(String reason) {
    last("dropped", reason);
  }

  @Override
  public void leave(String reason) {
    last("closing", reason);
  }

  @Override
  public void cut() {
    request.connection().close();
  }

  private void last(String type, String reason) {
    if (!response.closed() && !response.ended()) {
      write(new PushMessage(type, "{\"reason\":" + Problem.quoted(reason) + "}"));
      response.end();
    }
  }
}
