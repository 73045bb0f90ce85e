package dev.mynah.agent.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/** How full one pool is. Written by its event loop alone, read by any thread. */
public final class PoolGauges {
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger active = new AtomicInteger();

  /** Connections that stand or are being made. */
  public int open() {
    return open.getAcquire();
  }

  /** Connections kept for the next request. */
  public int idle() {
    return idle.getAcquire();
  }

  /** Requests that wait for a connection. */
  public int pending() {
    return pending.getAcquire();
  }

  /** Calls that are under way, waiting ones and tunnels included. */
  public int active() {
    return active.getAcquire();
  }

  void open(int now) {
    open.setRelease(now);
  }

  void idle(int now) {
    idle.setRelease(now);
  }

  void pending(int now) {
    pending.setRelease(now);
  }

  void active(int now) {
    active.setRelease(now);
  }
}
