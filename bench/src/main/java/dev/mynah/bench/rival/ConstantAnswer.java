package dev.mynah.bench.rival;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request alike, headers and content made once; flushes once per read. Whoever
 * received a part of a request releases it here.
 */
@ChannelHandler.Sharable
final class ConstantAnswer extends ChannelInboundHandlerAdapter {
  private final ByteBuf content;
  private final HttpHeaders headers;

  ConstantAnswer(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    content = Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    headers =
        new ReadOnlyHttpHeaders(
            false,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderValues.APPLICATION_JSON,
            HttpHeaderNames.CONTENT_LENGTH,
            String.valueOf(bytes.length));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object part) {
    try {
      if (part instanceof HttpRequest request) {
        answer(ctx, HttpUtil.isKeepAlive(request));
      }
    } finally {
      if (!(part instanceof LastHttpContent last) || last != LastHttpContent.EMPTY_LAST_CONTENT) {
        ReferenceCountUtil.release(part);
      }
    }
  }

  private void answer(ChannelHandlerContext ctx, boolean keepAlive) {
    HttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            content.duplicate(),
            headers,
            EmptyHttpHeaders.INSTANCE);
    if (keepAlive) {
      ctx.write(response, ctx.voidPromise());
    } else {
      ctx.write(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
