package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes down what becomes of a call; written by the event loop, read by the test. */
class Answer implements UpstreamStream.Listener, BodySink {
  private static final int WAIT_SECONDS = 60;

  final CompletableFuture<Answer> done = new CompletableFuture<>();
  final CompletableFuture<Answer> begun = new CompletableFuture<>();
  final List<String> informational = new CopyOnWriteArrayList<>();
  final List<String> trailers = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  volatile int status;
  volatile String reason;
  volatile String head = "";
  volatile long length;
  volatile long received;
  volatile Failure failure;
  volatile BodySource body;
  volatile UpstreamStream.Tunnel tunnel;
  volatile UpstreamStream stream;
  volatile Thread thread;

  /** Whether pieces are kept, or only counted. */
  boolean keeps = true;

  /** Whether the body is started as soon as there is an answer. */
  boolean starts = true;

  /** Whether a body without content is cancelled, as a writer of answers does. */
  boolean cancelsEmpty;

  /** What the sink answers to a piece. */
  volatile boolean wantsMore = true;

  @Override
  public void informational(ResponseHead told) {
    informational.add(told.status() + " " + told.fields());
  }

  @Override
  public void response(ResponseHead told, BodySource source) {
    thread = Thread.currentThread();
    head = told.fields().toString();
    status = told.status();
    reason = told.reason();
    length = source.length();
    body = source;
    begun.complete(this);
    if (cancelsEmpty && source.length() == 0) {
      source.cancel();
      done.complete(this);
    } else if (starts) {
      source.start(this);
    }
  }

  @Override
  public void switched(ResponseHead told, UpstreamStream.Tunnel opened) {
    head = told.fields().toString();
    status = told.status();
    tunnel = opened;
    body = opened.fromUpstream();
    body.start(this);
    begun.complete(this);
  }

  @Override
  public boolean data(ByteBuf piece) {
    received += piece.readableBytes();
    if (keeps) {
      byte[] bytes = new byte[piece.readableBytes()];
      piece.readBytes(bytes);
      content.writeBytes(bytes);
    }
    piece.release();
    return wantsMore;
  }

  @Override
  public void end(Fields fields) {
    for (int i = 0; i < fields.size(); i++) {
      trailers.add(fields.name(i) + ": " + fields.value(i));
    }
    done.complete(this);
  }

  @Override
  public void failed(Failure why) {
    failure = why;
    begun.complete(this);
    done.complete(this);
  }

  String text() {
    return content.toString(StandardCharsets.ISO_8859_1);
  }

  Answer await() {
    return await(done);
  }

  Answer awaitHead() {
    return await(begun);
  }

  private Answer await(CompletableFuture<Answer> what) {
    try {
      return what.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no end in " + WAIT_SECONDS + " s; so far: " + this, late);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return status + " " + failure + " " + received + " bytes\n" + head;
  }
}
