package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as its reader sees it. One object per answer, since a reader may hold on to it
 * after the connection serves somebody else: from the end on it is cut off from the connection.
 * Event loop only.
 */
final class ResponseBody implements BodySource {
  private final long length;
  private @Nullable Http1Connection connection;
  private @Nullable BodySink sink;

  /**
   * @param length as {@link BodySource#length()} has it
   */
  ResponseBody(Http1Connection connection, long length) {
    this.connection = connection;
    this.length = length;
  }

  @Override
  public void start(BodySink reader) {
    if (sink != null) {
      throw new IllegalStateException("a body is read once");
    }
    sink = reader;
    if (connection == null) {
      reader.failed(Failure.RESPONSE_CUT);
      return;
    }
    connection.bodyStarted();
  }

  @Override
  public void resume() {
    if (connection != null) {
      connection.resumeReading();
    }
  }

  @Override
  public void cancel() {
    Http1Connection from = connection;
    if (from != null) {
      from.cancelled();
    }
  }

  @Override
  public long length() {
    return length;
  }

  boolean isStarted() {
    return sink != null;
  }

  /** Hands a piece on; only once started. */
  boolean data(ByteBuf piece) {
    if (sink == null) {
      piece.release();
      return false;
    }
    return sink.data(piece);
  }

  /** Cut off from the connection: the reader is told nothing any more. */
  void detach() {
    connection = null;
  }

  void end(Fields trailers) {
    connection = null;
    if (sink != null) {
      sink.end(trailers);
    }
  }

  /** A reader that has not begun yet hears of it when it begins. */
  void failed(Failure failure) {
    connection = null;
    if (sink != null) {
      sink.failed(failure);
    }
  }
}
