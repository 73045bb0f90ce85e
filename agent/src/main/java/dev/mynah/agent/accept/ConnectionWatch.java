package dev.mynah.agent.accept;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** The deadlines of one connection, kept as moments that a sweep compares. Event loop only. */
final class ConnectionWatch {
  /** How long an idle connection gets to send a last request once draining began. */
  private static final long DRAIN_IDLE_NANOS = 500_000_000;

  private final ConnectionLimits limits;
  private long lastReadNanos;
  private long waitingSinceNanos;
  private boolean headBegun;
  private long outSignature;
  private long outMovedNanos;

  ConnectionWatch(ConnectionLimits limits, long nowNanos) {
    this.limits = limits;
    this.lastReadNanos = nowNanos;
    this.waitingSinceNanos = nowNanos;
  }

  void read(long nowNanos) {
    lastReadNanos = nowNanos;
    if (!headBegun) {
      headBegun = true;
      waitingSinceNanos = nowNanos;
    }
  }

  void requestBegan() {
    outSignature = 0;
  }

  void requestEnded(long nowNanos) {
    headBegun = false;
    waitingSinceNanos = nowNanos;
  }

  boolean headLate(long nowNanos) {
    return nowNanos - waitingSinceNanos > limits.headNanos();
  }

  boolean idle(long nowNanos) {
    return nowNanos - waitingSinceNanos > limits.idleNanos();
  }

  boolean idleWhileDraining(long nowNanos) {
    return nowNanos - waitingSinceNanos > DRAIN_IDLE_NANOS;
  }

  boolean bodyLate(long nowNanos) {
    return nowNanos - lastReadNanos > limits.bodyIdleNanos();
  }

  /** Whether something waits to be sent and none of it went for too long. */
  boolean stalled(long nowNanos, Channel channel) {
    long signature = outSignature(channel);
    if (signature == 0 || signature != outSignature) {
      outSignature = signature;
      outMovedNanos = nowNanos;
      return false;
    }
    return nowNanos - outMovedNanos > limits.writeIdleNanos();
  }

  /** 0 when nothing waits, else a number that changes with every byte that goes. */
  private static long outSignature(Channel channel) {
    ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
    if (out == null || out.totalPendingWriteBytes() == 0) {
      return 0;
    }
    Object first = out.current();
    long firstLeft = first instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    return out.totalPendingWriteBytes() * 31 + firstLeft + 1;
  }
}
