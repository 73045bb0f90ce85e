package dev.mynah.control;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a worker write a body at the pace of the client: at most {@link #PIECES} pieces are on their
 * way, and whoever writes more waits. Used by one worker thread.
 */
final class StreamOutput extends OutputStream {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final int PIECES = 4;

  private final HttpServerResponse response;
  private final long patienceSeconds;
  private final Semaphore free = new Semaphore(PIECES);
  private Buffer piece = Buffer.buffer(PIECE_BYTES);
  private volatile boolean broken;

  StreamOutput(HttpServerResponse response, long patienceSeconds) {
    this.response = response;
    this.patienceSeconds = patienceSeconds;
  }

  @Override
  public void write(int b) throws IOException {
    piece.appendByte((byte) b);
    flushWhenFull();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      int now = Math.min(left, PIECE_BYTES - piece.length());
      piece.appendBytes(bytes, at, now);
      at += now;
      left -= now;
      flushWhenFull();
    }
  }

  @Override
  public void flush() throws IOException {
    if (piece.length() == 0) {
      return;
    }
    waitForRoom();
    Buffer full = piece;
    piece = Buffer.buffer(PIECE_BYTES);
    response
        .write(full)
        .onComplete(
            done -> {
              broken |= done.failed();
              free.release();
            });
  }

  private void flushWhenFull() throws IOException {
    if (piece.length() >= PIECE_BYTES) {
      flush();
    }
  }

  private void waitForRoom() throws IOException {
    try {
      if (!free.tryAcquire(patienceSeconds, TimeUnit.SECONDS)) {
        throw new IOException("the client has taken nothing for " + patienceSeconds + " s");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing a body");
    }
    if (broken || response.closed()) {
      throw new IOException("the client has gone");
    }
  }
}
