package dev.mynah.agent.accept;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Closes our side first and drops what the client still sends, for a bounded time. */
final class LingeringClose {
  private static final long LINGER_MILLIS = 2_000;

  private LingeringClose() {}

  static void begin(ChannelHandlerContext context, ResponseOutput output) {
    if (!(context.channel() instanceof SocketChannel channel)) {
      output.closeAfterwards();
      return;
    }
    channel.config().setAutoRead(true);
    output.flush();
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                channel.shutdownOutput().addListener(shut -> closeLater(channel));
              } else {
                channel.close();
              }
            });
  }

  private static void closeLater(SocketChannel channel) {
    var timeout =
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener((ChannelFutureListener) closed -> timeout.cancel(false));
  }
}
