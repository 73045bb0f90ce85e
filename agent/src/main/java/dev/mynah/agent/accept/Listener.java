package dev.mynah.agent.accept;

import dev.mynah.agent.accept.AcceptEvents.CloseReason;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.http.Scheme;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An open port. Opened and closed from any thread. */
public final class Listener {
  private static final int BACKLOG = 4096;
  private static final WriteBufferWaterMark WATER_MARKS =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private final Channel channel;
  private final @Nullable ServerTls tls;

  private Listener(Channel channel, @Nullable ServerTls tls) {
    this.channel = channel;
    this.tls = tls;
  }

  /**
   * Opens a port.
   *
   * @param index the listener's place in the configuration, which its streams carry
   * @param census how many connections may be open over all listeners
   * @return completes exceptionally with a sentence that names address and cause
   */
  public static CompletionStage<Listener> open(
      int index,
      ListenerConfig config,
      EventLoops loops,
      Map<EventLoop, AcceptLoop> accepting,
      ConnectionCensus census) {
    CompletableFuture<Listener> opened = new CompletableFuture<>();
    ServerTls tls;
    try {
      tls = config.tls() == null ? null : ServerTls.load(config.tls());
    } catch (IllegalStateException unreadable) {
      opened.completeExceptionally(unreadable);
      return opened;
    }
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
            .childHandler(new Initializer(index, tls, accepting, census));
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    ChannelFuture bound = bootstrap.bind(address);
    bound.addListener(
        done -> {
          if (done.isSuccess()) {
            opened.complete(new Listener(bound.channel(), tls));
          } else {
            opened.completeExceptionally(cannotListen(config, done.cause()));
          }
        });
    return opened;
  }

  private static IllegalStateException cannotListen(ListenerConfig config, Throwable cause) {
    return new IllegalStateException(
        "cannot listen on " + config.host() + ":" + config.port() + ": " + cause.getMessage(),
        cause);
  }

  /** Where it listens, with the port it was given. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /**
   * Reads certificate and key again, for connections from now on.
   *
   * @throws IllegalStateException when they cannot be used; the old ones stay
   */
  public void reloadTls() {
    if (tls != null) {
      tls.reload();
    }
  }

  /** The moment the certificate ends to be valid in milliseconds since 1970, or 0 without TLS. */
  public long certificateEndMillis() {
    return tls == null ? 0 : tls.notAfterMillis();
  }

  /** Takes no further connections; those open go on. */
  public CompletionStage<Void> stopAccepting() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    channel.close().addListener(done -> closed.complete(null));
    return closed;
  }

  private static final class Initializer extends ChannelInitializer<SocketChannel> {
    private final int index;
    private final @Nullable ServerTls tls;
    private final Map<EventLoop, AcceptLoop> accepting;
    private final ConnectionCensus census;

    Initializer(
        int index,
        @Nullable ServerTls tls,
        Map<EventLoop, AcceptLoop> accepting,
        ConnectionCensus census) {
      this.index = index;
      this.tls = tls;
      this.accepting = accepting;
      this.census = census;
    }

    @Override
    @SuppressWarnings("NullAway") // every loop of the group has its own
    protected void initChannel(SocketChannel channel) {
      AcceptLoop loop = accepting.get(channel.eventLoop());
      if (!census.enter()) {
        loop.events().turnedAway();
        channel.close();
        return;
      }
      channel.config().setRecvByteBufAllocator(loop.buffers().reads());
      channel.closeFuture().addListener(closed -> census.leave());
      Scheme scheme = tls == null ? Scheme.HTTP : Scheme.HTTPS;
      Http1Connection connection = new Http1Connection(loop, scheme, index);
      channel.config().setAllowHalfClosure(tls == null);
      if (tls != null) {
        channel.pipeline().addLast(tls.handler(channel.alloc()));
        channel.pipeline().addLast(new HandshakeWatch(connection));
      }
      channel.pipeline().addLast(connection);
    }
  }

  /** A failed handshake closes its connection with a reason of its own. */
  private static final class HandshakeWatch extends ChannelInboundHandlerAdapter {
    private final Http1Connection connection;

    HandshakeWatch(Http1Connection connection) {
      this.connection = connection;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
        connection.close(CloseReason.TLS);
      }
      context.fireUserEventTriggered(event);
    }
  }
}
