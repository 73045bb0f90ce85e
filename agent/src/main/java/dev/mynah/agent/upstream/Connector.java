package dev.mynah.agent.upstream;

import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.UpstreamEvents.RetryReason;
import dev.mynah.agent.upstream.address.Endpoints;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one upstream: addresses one after another, then the outgoing proxy's consent
 * and TLS where they are needed. Event loop only.
 *
 * <p>Every address is tried once, and where there are fewer addresses than {@code retry.attempts}
 * allows they are gone through again; nothing was sent yet, so this is safe for every method. While
 * others are left an address gets its share of the time limit alone, so that one that swallows
 * packets does not use it up.
 */
final class Connector {
  /** An address gets at least this much of the time limit while others are left. */
  static final long LEAST_SHARE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final UpstreamPool pool;
  private final LoopContext loop;
  private final Endpoints endpoints;
  private final long limitNanos;
  private final int leastTries;

  Connector(UpstreamPool pool, LoopContext loop) {
    this.pool = pool;
    this.loop = loop;
    UpstreamSpec spec = pool.spec();
    this.endpoints =
        new Endpoints(
            spec.endpoints(), spec.config().dnsTtl().toNanos(), loop.names(), loop.eventLoop());
    this.limitNanos = spec.config().timeout().connect().toNanos();
    this.leastTries = 1 + spec.config().retry().attempts();
  }

  /** Makes a connection and gives it to the pool, or tells the pool why there is none. */
  void connect() {
    new Attempt().begin();
  }

  /** One connection in the making. */
  private final class Attempt extends Sweep.Watched implements Handshake.Outcome {
    private final long startNanos = pool.now();
    private List<InetSocketAddress> addresses = List.of();
    private @Nullable Channel channel;
    private @Nullable InetSocketAddress address;
    private int tried;
    private int tries;
    private long tryEndsNanos;
    private boolean resolved;
    private boolean over;

    Attempt() {
      super(loop.sweep());
    }

    void begin() {
      watch();
      endpoints.find(startNanos, this::resolved);
    }

    private void resolved(List<InetSocketAddress> found) {
      if (over) {
        return;
      }
      resolved = true;
      addresses = found;
      tries = Math.max(leastTries, found.size());
      if (found.isEmpty()) {
        giveUp(Failure.UPSTREAM_DNS);
      } else {
        tryNext();
      }
    }

    private void tryNext() {
      InetSocketAddress next = addresses.get(tried % addresses.size());
      address = next;
      tried++;
      long now = pool.now();
      long leftNanos = startNanos + limitNanos - now;
      int triesLeft = Math.max(1, Math.min(tries, addresses.size()) - tried + 1);
      tryEndsNanos = now + Math.max(leftNanos / triesLeft, LEAST_SHARE_NANOS);
      ChannelFuture connecting = bootstrap().connect(next);
      channel = connecting.channel();
      Channel made = connecting.channel();
      connecting.addListener(done -> tcpDone(made, done.isSuccess()));
    }

    private Bootstrap bootstrap() {
      return new Bootstrap()
          .group(loop.eventLoop())
          .channelFactory(loop.channels())
          .option(ChannelOption.ALLOCATOR, loop.allocator())
          .option(ChannelOption.RECVBUF_ALLOCATOR, loop.buffers().reads())
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true)
          // a failed write must not throw away an answer that is already on its way to us
          .option(ChannelOption.AUTO_CLOSE, false)
          // the sweep watches the time limit of the whole way, TLS included
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
          .handler(placeholder());
    }

    private ChannelHandler placeholder() {
      return new ChannelInboundHandlerAdapter();
    }

    private void tcpDone(Channel made, boolean stands) {
      if (over || made != channel) {
        made.close();
      } else if (!stands) {
        failed(pool.spec().viaProxy() ? Failure.UPSTREAM_VIA : Failure.UPSTREAM_CONNECT);
      } else {
        new Handshake(pool.spec(), made, this).begin();
      }
    }

    @Override
    public void stands(Channel made) {
      if (over || made != channel) {
        made.close();
        return;
      }
      if (!made.isActive()) {
        failed(Failure.UPSTREAM_CONNECT);
        return;
      }
      over = true;
      unwatch();
      if (address != null) {
        endpoints.worked(address);
      }
      Http1Connection connection = new Http1Connection(pool, made, loop.limits());
      made.pipeline().addLast(connection);
      pool.connected(connection, pool.now() - startNanos);
    }

    @Override
    public void failed(Channel made, Failure failure) {
      if (made == channel) {
        failed(failure);
      }
    }

    /** This address is no good: the next one, while there is time. */
    private void failed(Failure failure) {
      if (over) {
        return;
      }
      long now = pool.now();
      drop();
      if (address != null) {
        endpoints.failed(address, now);
      }
      if (tried < tries && now - startNanos < limitNanos) {
        pool.events().retried(RetryReason.CONNECT);
        tryNext();
      } else {
        giveUp(failure);
      }
    }

    private void drop() {
      Channel dropped = channel;
      channel = null;
      if (dropped != null) {
        dropped.close();
      }
    }

    private void giveUp(Failure failure) {
      over = true;
      unwatch();
      pool.connectFailed(failure);
    }

    @Override
    void swept(long now) {
      if (now - startNanos >= limitNanos) {
        drop();
        if (address != null) {
          endpoints.failed(address, now);
        }
        giveUp(resolved ? Failure.UPSTREAM_CONNECT_TIMEOUT : Failure.UPSTREAM_DNS);
      } else if (resolved && now - tryEndsNanos >= 0 && tried < tries) {
        failed(Failure.UPSTREAM_CONNECT_TIMEOUT);
      }
    }
  }
}
