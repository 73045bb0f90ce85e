package dev.mynah.agent.accept;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.exchange.RequestHandler;
import dev.mynah.agent.exchange.SpareBuffers;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What all connections of one event loop share: clock, request handler, limits, and the sweep that
 * looks after their deadlines, so that no request schedules a timer of its own. Event loop only but
 * for the constructor and what says otherwise.
 */
public final class AcceptLoop {
  private static final long SWEEP_MILLIS = 100;

  private final EventLoop loop;
  private final LoopTimers timers;
  private final DateLine date = new DateLine();
  private final RequestHandler handler;
  private final AcceptEvents events;
  private final SpareBuffers buffers;
  private final List<Http1Connection> connections = new ArrayList<>();
  private volatile ConnectionLimits limits;
  private volatile int open;
  private volatile long sweptAtNanos = System.nanoTime();
  private boolean draining;

  public AcceptLoop(
      EventLoop loop,
      LoopTimers timers,
      RequestHandler handler,
      AcceptEvents events,
      SpareBuffers buffers,
      LimitsConfig limits) {
    this.loop = loop;
    this.timers = timers;
    this.handler = handler;
    this.events = events;
    this.buffers = buffers;
    this.limits = ConnectionLimits.of(limits);
    var unused =
        loop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** New connections go by these. Any thread. */
  public void limits(LimitsConfig changed) {
    limits = ConnectionLimits.of(changed);
  }

  /** Client connections open on this loop. Any thread. */
  public int open() {
    return open;
  }

  /** When the loop last came round, by {@link System#nanoTime()}. Any thread. */
  public long sweptAtNanos() {
    return sweptAtNanos;
  }

  /** Answers carry {@code Connection: close} from now on, and idle connections go. Any thread. */
  public void drain() {
    loop.execute(() -> draining = true);
  }

  /** Closes what is left. Any thread. */
  public void cut() {
    loop.execute(() -> List.copyOf(connections).forEach(Http1Connection::cut));
  }

  boolean draining() {
    return draining;
  }

  EventLoop eventLoop() {
    return loop;
  }

  LoopTimers timers() {
    return timers;
  }

  RequestHandler handler() {
    return handler;
  }

  SpareBuffers buffers() {
    return buffers;
  }

  AcceptEvents events() {
    return events;
  }

  ConnectionLimits currentLimits() {
    return limits;
  }

  byte[] dateLine() {
    return date.at(timers.wallMillis());
  }

  void add(Http1Connection connection) {
    connection.sweepIndex = connections.size();
    connections.add(connection);
    open = connections.size();
  }

  void remove(Http1Connection connection) {
    int gap = connection.sweepIndex;
    Http1Connection last = connections.remove(connections.size() - 1);
    if (last != connection) {
      connections.set(gap, last);
      last.sweepIndex = gap;
    }
    open = connections.size();
  }

  private void sweep() {
    timers.sync();
    long now = timers.nanoTime();
    sweptAtNanos = now;
    for (int i = connections.size() - 1; i >= 0; i--) {
      if (i < connections.size()) {
        connections.get(i).checkDeadlines(now);
      }
    }
  }
}
