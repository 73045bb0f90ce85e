package dev.mynah.bench.rival;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;

/**
 * The barest HTTP/1.1 server on Netty: its codec, one event loop, one constant answer. It routes,
 * counts, limits and times nothing; what the agent is slower than this is the price of what the
 * agent does.
 *
 * <p>{@code java -cp benchmarks.jar dev.mynah.bench.rival.BareNetty PORT BODY}
 */
public final class BareNetty {
  private static final int BACKLOG = 1024;

  private BareNetty() {}

  /** Serves on loopback until the process is ended. */
  public static void main(String[] args) {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected: PORT BODY");
    }
    int port = Integer.parseInt(args[0]);
    ConstantAnswer answer = new ConstantAnswer(args[1]);
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handling = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> channel =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, handling);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(channel)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client.pipeline().addLast(new HttpServerCodec(), answer);
                  }
                })
            .bind("127.0.0.1", port);
    bound.addListener(
        done -> {
          if (!done.isSuccess()) {
            loop.shutdownGracefully();
          }
        });
  }
}
