package dev.mynah.agent.upstream;

import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.agent.upstream.forward.HeadBytes;
import dev.mynah.agent.upstream.forward.Shape;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one upstream, and the calls that wait for one. Event loop
 * only.
 *
 * <p>The connection used last is taken first: few are kept warm and the rest time out. A call that
 * finds none waits in the queue, and a new connection is made for as long as there are more waiting
 * calls than connections being made; whichever comes free first serves the queue's head.
 */
final class UpstreamPool {
  private final UpstreamSpec spec;
  private final LoopContext loop;
  private final UpstreamEvents events;
  private final Connector connector;
  private final PoolGauges gauges = new PoolGauges();
  private final Link<Http1Connection> idle = new Link<>();
  private final Link<UpstreamCall> waiting = new Link<>();
  private final long idleNanos;
  private final int maxConnections;
  private int open;
  private int connecting;
  private int idleCount;
  private int waitingCount;
  private int active;
  private boolean retired;
  private boolean idleTimerRuns;
  private boolean startingConnects;

  UpstreamPool(UpstreamSpec spec, LoopContext loop) {
    this.spec = spec;
    this.loop = loop;
    this.events = loop.events().apply(spec.config().name());
    this.connector = new Connector(this, loop);
    this.idleNanos = spec.config().pool().idleTimeout().toNanos();
    this.maxConnections = spec.config().pool().maxConnections();
  }

  UpstreamSpec spec() {
    return spec;
  }

  UpstreamEvents events() {
    return events;
  }

  PoolGauges gauges() {
    return gauges;
  }

  Sweep sweep() {
    return loop.sweep();
  }

  long now() {
    return loop.timers().nanoTime();
  }

  /** 0 for no limit. */
  /** A request's head as it goes out, with room behind it for the first chunk's size. */
  ByteBuf encode(ForwardRequest request, Shape shape) {
    HeadBytes scratch = loop.scratch();
    scratch.clear();
    request.plan().writeHead(request, shape, scratch);
    ByteBuf encoded = loop.buffers().take(scratch.size() + RequestWriter.SPARE_BYTES);
    return encoded.writeBytes(scratch.array(), 0, scratch.size());
  }

  void entered() {
    gauges.active(++active);
  }

  void left() {
    gauges.active(--active);
    leaveWhenEmpty();
  }

  // Calls that want a connection.

  /** Gives the call a connection, now or later, or fails it. */
  void acquire(UpstreamCall call) {
    Http1Connection kept = takeIdle();
    if (kept != null) {
      call.connected(kept);
      return;
    }
    boolean mayConnect = open < maxConnections;
    if (!mayConnect && waitingCount - connecting >= spec.config().pool().maxPending()) {
      call.failed(Failure.UPSTREAM_BUSY);
      return;
    }
    call.link().joinEnd(waiting, now());
    gauges.pending(++waitingCount);
    connectForWaiting();
  }

  private @Nullable Http1Connection takeIdle() {
    for (Http1Connection last = idle.last(); last != null; last = idle.last()) {
      unidle(last);
      if (last.isUsable()) {
        return last;
      }
      last.close();
    }
    return null;
  }

  /** A waiting call gave up; harmless when it was served already. */
  void leave(UpstreamCall call) {
    if (call.link().isLinked()) {
      call.link().leave();
      gauges.pending(--waitingCount);
    }
  }

  boolean isConnecting() {
    return connecting > 0;
  }

  /** Attempts may fail at once and bring us back here: the loop that is under way goes on then. */
  private void connectForWaiting() {
    if (startingConnects) {
      return;
    }
    startingConnects = true;
    while (waitingCount > connecting && open < maxConnections) {
      connecting++;
      gauges.open(++open);
      connector.connect();
    }
    startingConnects = false;
  }

  // Connections.

  /** A new connection stands. */
  void connected(Http1Connection connection, long connectNanos) {
    connecting--;
    events.opened();
    events.connected(connectNanos);
    release(connection);
  }

  /** A connection could not be made: the call that waits longest hears of it. */
  void connectFailed(Failure failure) {
    connecting--;
    gauges.open(--open);
    UpstreamCall first = waiting.first();
    if (first != null) {
      leave(first);
      first.failed(failure);
    }
    connectForWaiting();
    leaveWhenEmpty();
  }

  /** A connection is free. */
  void release(Http1Connection connection) {
    UpstreamCall first = waiting.first();
    if (first != null) {
      leave(first);
      first.connected(connection);
    } else if (retired) {
      connection.close();
    } else {
      connection.link().joinEnd(idle, now());
      gauges.idle(++idleCount);
      watchIdle();
    }
  }

  /** A connection that stood is gone. Told once per connection. */
  void closed(Http1Connection connection) {
    if (connection.link().isLinked()) {
      unidle(connection);
    }
    gauges.open(--open);
    events.closed();
    connectForWaiting();
    leaveWhenEmpty();
  }

  /** One kept connection was dead: the others stood just as long and are not tried. */
  void distrustIdle() {
    for (Http1Connection first = idle.first(); first != null; first = idle.first()) {
      unidle(first);
      first.close();
    }
  }

  private void unidle(Http1Connection connection) {
    connection.link().leave();
    gauges.idle(--idleCount);
  }

  // Idle time: the ring is in the order in which connections came free, so its first is due first.

  private void watchIdle() {
    if (!idleTimerRuns && idleNanos > 0) {
      idleTimerRuns = true;
      loop.timers().after(idleNanos, this::closeIdle);
    }
  }

  private void closeIdle() {
    idleTimerRuns = false;
    long now = now();
    for (Http1Connection first = idle.first(); first != null; first = idle.first()) {
      long leftNanos = idleNanos - (now - first.link().sinceNanos());
      if (leftNanos > 0) {
        idleTimerRuns = true;
        loop.timers().after(leftNanos, this::closeIdle);
        return;
      }
      unidle(first);
      first.close();
    }
  }

  // The end.

  /** No longer configured: what is under way ends in peace, nothing is kept. */
  void retire() {
    retired = true;
    distrustIdle();
    leaveWhenEmpty();
  }

  private void leaveWhenEmpty() {
    if (retired && open == 0 && active == 0) {
      loop.forget(this);
    }
  }
}
