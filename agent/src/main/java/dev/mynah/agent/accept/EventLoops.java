package dev.mynah.agent.accept;

import dev.mynah.agent.config.RuntimeConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The event loops that drive all traffic, and the kind of socket they drive. Thread-safe. */
public final class EventLoops {
  private static final int USUAL_MAX = 4;
  private static final long STOP_SECONDS = 5;

  /** How sockets are driven here, after looking at what the machine has. */
  public enum Kind {
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class),
    NIO(NioServerSocketChannel.class, NioSocketChannel.class),
    IO_URING(IoUringServerSocketChannel.class, IoUringSocketChannel.class);

    private final Class<? extends ServerSocketChannel> server;
    private final Class<? extends SocketChannel> client;

    Kind(Class<? extends ServerSocketChannel> server, Class<? extends SocketChannel> client) {
      this.server = server;
      this.client = client;
    }
  }

  private final Kind kind;
  private final MultiThreadIoEventLoopGroup group;
  private final List<EventLoop> loops;

  private EventLoops(Kind kind, int threads) {
    this.kind = kind;
    this.group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("mynah-loop"), handlers(kind));
    this.loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      loops.add((EventLoop) executor);
    }
  }

  /**
   * Starts them.
   *
   * @throws IllegalStateException when a transport is asked for that this machine does not have;
   *     the message says why
   */
  public static EventLoops start(RuntimeConfig config) {
    int threads =
        config.eventLoops() > 0
            ? config.eventLoops()
            : Math.min(USUAL_MAX, Runtime.getRuntime().availableProcessors());
    return new EventLoops(choose(config.transport()), threads);
  }

  private static Kind choose(RuntimeConfig.Transport wanted) {
    return switch (wanted) {
      case AUTO -> Epoll.isAvailable() ? Kind.EPOLL : Kind.NIO;
      case EPOLL -> require(Kind.EPOLL, Epoll.isAvailable(), Epoll.unavailabilityCause());
      case IO_URING -> require(Kind.IO_URING, IoUring.isAvailable(), IoUring.unavailabilityCause());
      case NIO -> Kind.NIO;
    };
  }

  private static Kind require(Kind kind, boolean available, Throwable cause) {
    if (!available) {
      throw new IllegalStateException(
          "runtime.transport: " + kind + " is not available on this machine", cause);
    }
    return kind;
  }

  private static IoHandlerFactory handlers(Kind kind) {
    return switch (kind) {
      case EPOLL -> new EpollStaysRegistered();
      case NIO -> NioIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
    };
  }

  public Kind kind() {
    return kind;
  }

  /** In the order of their index. */
  public List<EventLoop> all() {
    return List.copyOf(loops);
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return kind.server;
  }

  /** What an upstream connection on these loops must be. */
  public Class<? extends SocketChannel> clientChannel() {
    return kind.client;
  }

  /** Stops them; tasks already handed in are run. */
  public CompletionStage<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    group
        .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
        .addListener(done -> stopped.complete(null));
    return stopped;
  }
}
