package dev.mynah.agent.accept;

import dev.mynah.agent.accept.AcceptEvents.CloseReason;
import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.http1.BodyLength;
import dev.mynah.agent.http1.HeadWriter;
import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.HitMethod;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request on an HTTP/1.1 connection, and its answer. It frames the answer: by length where that
 * is known, in chunks for HTTP/1.1, by closing for HTTP/1.0. Event loop only.
 */
final class Http1Stream implements ClientStream, BodySink {
  private static final byte[] CLOSE = line("Connection: close");
  private static final byte[] KEEP_ALIVE = line("Connection: keep-alive");
  private static final byte[] CHUNKED = line("Transfer-Encoding: chunked");
  private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] CONTINUE = line("HTTP/1.1 100 Continue\r\n");
  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Http1Connection connection;
  private final RequestHead head;
  private RequestBody requestBody;
  private final boolean continueWanted;
  private boolean keepAlive;
  private boolean begun;
  private boolean over;
  private boolean chunked;
  private long declared;
  private long sent;
  private @Nullable BodySource answerBody;
  private @Nullable ResponseEnd done;
  private @Nullable Runnable gone;
  private boolean paused;
  private boolean continueSent;

  Http1Stream(
      Http1Connection connection, RequestHead head, RequestBody requestBody, boolean keepAlive) {
    this.connection = connection;
    this.head = head;
    this.requestBody = requestBody;
    this.keepAlive = keepAlive;
    this.continueWanted =
        !requestBody.isDone()
            && head.version() == Version.HTTP_1_1
            && head.fields().lists(FieldName.EXPECT, "100-continue");
  }

  /** Whether the client wants the connection for another request. */
  static boolean keepsAlive(RequestHead head) {
    if (head.version() == Version.HTTP_1_0) {
      return head.fields().lists(FieldName.CONNECTION, "keep-alive");
    }
    return !head.fields().lists(FieldName.CONNECTION, "close");
  }

  private static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public RequestHead head() {
    return head;
  }

  @Override
  public BodySource body() {
    return requestBody;
  }

  @Override
  public long bodyBytesRead() {
    return requestBody.received();
  }

  RequestBody requestBody() {
    return requestBody;
  }

  void requestBody(RequestBody changed) {
    requestBody = changed;
  }

  @Override
  public InetSocketAddress peer() {
    return connection.peer();
  }

  @Override
  public InetSocketAddress local() {
    return connection.local();
  }

  @Override
  public int listener() {
    return connection.listener();
  }

  @Override
  public void onGone(Runnable callback) {
    gone = callback;
  }

  boolean isAnswering() {
    return begun;
  }

  /** The connection is not used for another request, whatever the answer. */
  void closeAfterwards() {
    keepAlive = false;
  }

  /** Says 100 when the client waits for it and has not been told. */
  void sendContinue() {
    if (continueWanted && !continueSent && !begun) {
      continueSent = true;
      connection.output().buffer().writeBytes(CONTINUE);
      connection.output().touch();
    }
  }

  @Override
  public void inform(ResponseHead informational) {
    if (begun || head.version() != Version.HTTP_1_1) {
      return;
    }
    if (informational.status() == 100) {
      sendContinue();
      return;
    }
    ByteBuf out = connection.output().buffer();
    HeadWriter.status(out, informational.status(), informational.reason());
    HeadWriter.fields(out, informational.fields());
    HeadWriter.end(out);
    connection.output().touch();
  }

  @Override
  public void respondEncoded(EncodedAnswer answer, ResponseEnd end) {
    begin(end);
    ByteBuf out = connection.output().buffer();
    out.writeBytes(answer.head());
    if (!answer.isDated()) {
      out.writeBytes(connection.loop().dateLine());
    }
    writeConnection(out);
    HeadWriter.end(out);
    if (head.method() != HitMethod.HEAD) {
      connection.output().writeShared(answer.content());
      sent = answer.content().readableBytes();
    }
    finish(null);
  }

  @Override
  public void respond(ResponseHead answer, BodySource body, ResponseEnd end) {
    begin(end);
    boolean none = head.method() == HitMethod.HEAD || answer.forbidsContent();
    declared = none ? 0 : body.length();
    chunked = !none && declared < 0 && head.version() == Version.HTTP_1_1;
    keepAlive = keepAlive && (none || declared >= 0 || chunked);
    writeHead(answer, none);
    if (none || declared == 0) {
      body.cancel();
      finish(null);
      return;
    }
    answerBody = body;
    connection.output().touch();
    body.start(this);
  }

  private void begin(ResponseEnd end) {
    if (begun) {
      throw new IllegalStateException("a request is answered once");
    }
    begun = true;
    done = end;
    boolean stillWaiting = continueWanted && !continueSent && !requestBody.isDone();
    if (connection.loop().draining() || stillWaiting || requestBody.isBroken()) {
      keepAlive = false;
    }
  }

  private void writeHead(ResponseHead answer, boolean none) {
    ByteBuf out = connection.output().buffer();
    HeadWriter.status(out, answer.status(), answer.reason());
    Fields fields = answer.fields();
    boolean dated = false;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.is(i, FieldName.CONTENT_LENGTH)) {
        if (none && answer.status() != 204) {
          HeadWriter.field(out, fields, i);
        }
      } else if (!fields.is(i, FieldName.TRANSFER_ENCODING)
          && !fields.is(i, FieldName.CONNECTION)) {
        dated |= fields.is(i, FieldName.DATE);
        HeadWriter.field(out, fields, i);
      }
    }
    writeFraming(out, none);
    if (!dated) {
      out.writeBytes(connection.loop().dateLine());
    }
    writeConnection(out);
    HeadWriter.end(out);
  }

  private void writeFraming(ByteBuf out, boolean none) {
    if (chunked) {
      out.writeBytes(CHUNKED);
    } else if (!none && declared >= 0) {
      out.writeBytes(LENGTH);
      HeadWriter.decimal(out, declared);
      HeadWriter.end(out);
    }
  }

  private void writeConnection(ByteBuf out) {
    if (!keepAlive) {
      out.writeBytes(CLOSE);
    } else if (head.version() == Version.HTTP_1_0) {
      out.writeBytes(KEEP_ALIVE);
    }
  }

  @Override
  public BodySource switchProtocols(ResponseHead answer, BodySource fromUpstream, ResponseEnd end) {
    begun = true;
    done = end;
    keepAlive = false;
    declared = BodyLength.UNTIL_CLOSE;
    ByteBuf out = connection.output().buffer();
    HeadWriter.status(out, answer.status(), answer.reason());
    HeadWriter.fields(out, answer.fields());
    HeadWriter.end(out);
    connection.output().touch();
    RequestBody raw = connection.tunnel(this);
    answerBody = fromUpstream;
    fromUpstream.start(this);
    return raw;
  }

  @Override
  public boolean data(ByteBuf piece) {
    int bytes = piece.readableBytes();
    if (over || bytes == 0) {
      piece.release();
      return !over;
    }
    sent += bytes;
    ResponseOutput output = connection.output();
    if (declared >= 0 && sent > declared) {
      piece.release();
      abort(Failure.RESPONSE_CUT);
      return false;
    }
    if (chunked) {
      HeadWriter.chunkSize(output.buffer(), bytes);
      output.write(piece);
      HeadWriter.end(output.buffer());
    } else {
      output.write(piece);
    }
    output.touch();
    paused = !output.isWritable();
    return !paused;
  }

  @Override
  public void end(Fields trailers) {
    if (over) {
      return;
    }
    answerBody = null;
    if (declared >= 0 && sent != declared) {
      abort(Failure.RESPONSE_CUT);
      return;
    }
    if (chunked) {
      ByteBuf out = connection.output().buffer();
      out.writeBytes(LAST_CHUNK);
      HeadWriter.fields(out, trailers);
      HeadWriter.end(out);
    }
    finish(null);
  }

  @Override
  public void failed(Failure failure) {
    answerBody = null;
    abort(failure);
  }

  /** The head is out and the rest will not come: the client must not take it for complete. */
  private void abort(Failure failure) {
    if (over) {
      return;
    }
    cancelAnswer();
    connection.output().flush();
    end(failure);
    connection.close(CloseReason.ABORTED);
  }

  private void finish(@Nullable Failure failure) {
    connection.output().touch();
    end(failure);
    connection.answered(this, keepAlive);
  }

  private void end(@Nullable Failure failure) {
    over = true;
    gone = null;
    ResponseEnd told = done;
    done = null;
    if (told != null) {
      told.ended(sent, failure);
    }
  }

  private void cancelAnswer() {
    BodySource body = answerBody;
    answerBody = null;
    if (body != null) {
      body.cancel();
    }
  }

  void writable() {
    BodySource body = answerBody;
    if (paused && body != null) {
      paused = false;
      body.resume();
    }
  }

  /** The client or its connection is gone. */
  void gone(Failure why) {
    if (over) {
      return;
    }
    Runnable callback = gone;
    gone = null;
    requestBody.fail(why);
    cancelAnswer();
    end(why);
    if (callback != null) {
      callback.run();
    }
  }

  @Override
  public void reset(Failure why) {
    if (!over) {
      gone(why);
      connection.close(CloseReason.ABORTED);
    }
  }
}
