package dev.mynah.agent.upstream;

import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;

/**
 * What comes between a connected socket and the first request: the outgoing proxy's consent (RFC
 * 9110 section 9.3.6), then TLS. Event loop only.
 */
final class Handshake {
  private static final int MAX_PROXY_ANSWER_BYTES = 16 * 1024;
  private static final String HANDLER = "handshake";

  private final UpstreamSpec spec;
  private final Channel channel;
  private final Outcome outcome;

  /** Hears how it ended, once. */
  interface Outcome {
    void stands(Channel channel);

    void failed(Channel channel, Failure failure);
  }

  Handshake(UpstreamSpec spec, Channel channel, Outcome outcome) {
    this.spec = spec;
    this.channel = channel;
    this.outcome = outcome;
  }

  void begin() {
    if (spec.viaProxy() && spec.tls() != null) {
      askProxy();
    } else {
      secure();
    }
  }

  private void askProxy() {
    channel.pipeline().addLast(HANDLER, new ProxyAnswer());
    String target = spec.authority().withPort();
    String ask = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
    byte[] encoded = ask.getBytes(StandardCharsets.US_ASCII);
    channel.writeAndFlush(
        channel.alloc().directBuffer(encoded.length).writeBytes(encoded), channel.voidPromise());
  }

  private void secure() {
    UpstreamTls tls = spec.tls();
    if (tls == null) {
      outcome.stands(channel);
      return;
    }
    SslHandler handler =
        tls.context().newHandler(channel.alloc(), spec.serverName(), spec.authority().port());
    // the connector's own limit covers the handshake
    handler.setHandshakeTimeoutMillis(0);
    channel.pipeline().addLast(handler);
    channel.pipeline().addLast(HANDLER, new TlsEnd());
  }

  /** Waits for TLS to stand. */
  private final class TlsEnd extends ChannelInboundHandlerAdapter {
    private boolean told;

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent end && !told) {
        told = true;
        if (end.isSuccess()) {
          ctx.pipeline().remove(this);
          outcome.stands(channel);
        } else {
          outcome.failed(channel, Failure.UPSTREAM_TLS);
        }
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (!told) {
        told = true;
        outcome.failed(channel, Failure.UPSTREAM_TLS);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // the completion event or the channel's end tells the same
      ctx.close();
    }
  }

  /** Waits for the proxy's 2xx; what follows its empty line is the upstream's already. */
  private final class ProxyAnswer extends ChannelInboundHandlerAdapter {
    private final StringBuilder head = new StringBuilder();
    private boolean told;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        while (in.isReadable() && !told) {
          head.append((char) (in.readByte() & 0xff));
          if (head.length() > MAX_PROXY_ANSWER_BYTES) {
            fail();
          } else if (endsHead()) {
            judge(ctx, in);
          }
        }
      } finally {
        in.release();
      }
    }

    private boolean endsHead() {
      int end = head.length();
      return end >= 4 && head.charAt(end - 1) == '\n' && head.lastIndexOf("\r\n\r\n") == end - 4;
    }

    private void judge(ChannelHandlerContext ctx, ByteBuf rest) {
      boolean consents =
          head.length() > 12 && head.charAt(9) == '2' && head.indexOf("HTTP/1.") == 0;
      // in TLS the client speaks first: anything more is not the upstream's
      if (!consents || rest.isReadable()) {
        fail();
        return;
      }
      told = true;
      ctx.pipeline().remove(this);
      secure();
    }

    private void fail() {
      told = true;
      outcome.failed(channel, Failure.UPSTREAM_VIA);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (!told) {
        fail();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
