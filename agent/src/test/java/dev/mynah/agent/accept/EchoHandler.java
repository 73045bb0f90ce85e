package dev.mynah.agent.accept;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.exchange.RequestHandler;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers what the path asks for: {@code /whole} with what was received as text, {@code /stream}
 * with the body as it comes, {@code /stream-sized} the same with a length.
 */
final class EchoHandler implements RequestHandler {
  final List<String> seen = new CopyOnWriteArrayList<>();
  final List<Failure> failures = new CopyOnWriteArrayList<>();
  final List<Long> ended = new CopyOnWriteArrayList<>();

  @Override
  public void handle(ClientStream stream) {
    seen.add(stream.head().toString());
    if (stream.head().path().startsWith("/stream")) {
      ResponseHead head = new ResponseHead(200);
      head.fields().add("X-Kind", "stream");
      stream.respond(head, stream.body(), this::end);
    } else {
      stream.body().start(new Whole(stream));
    }
  }

  @Override
  public void rejected(ClientStream stream, Failure failure) {
    failures.add(failure);
    stream.respond(new ResponseHead(failure.status()), Bodies.EMPTY, this::end);
  }

  private void end(long bytes, Failure failure) {
    ended.add(bytes);
    if (failure != null) {
      failures.add(failure);
    }
  }

  private final class Whole implements BodySink {
    private final ClientStream stream;
    private final StringBuilder text = new StringBuilder();

    Whole(ClientStream stream) {
      this.stream = stream;
    }

    @Override
    public boolean data(ByteBuf chunk) {
      text.append(chunk.toString(StandardCharsets.ISO_8859_1));
      chunk.release();
      return true;
    }

    @Override
    public void end(Fields trailers) {
      ResponseHead head = new ResponseHead(200);
      head.fields().add(FieldName.CONTENT_TYPE, "text/plain");
      String answer =
          stream.head().methodName()
              + ' '
              + stream.head().target()
              + " body="
              + text
              + " trailers="
              + trailers.size();
      stream.respond(
          head,
          Bodies.of(Unpooled.copiedBuffer(answer, StandardCharsets.ISO_8859_1)),
          EchoHandler.this::end);
    }

    @Override
    public void failed(Failure failure) {
      failures.add(failure);
      if (failure != Failure.CLIENT_GONE) {
        stream.respond(new ResponseHead(failure.status()), Bodies.EMPTY, EchoHandler.this::end);
      }
    }
  }
}
