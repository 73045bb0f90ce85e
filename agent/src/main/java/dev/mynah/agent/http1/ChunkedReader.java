package dev.mynah.agent.http1;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.Syntax;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes a chunked body apart (RFC 9112 section 7.1). Extensions are read over, within a limit; line
 * ends are CR LF and nothing else. One instance reads one body at a time.
 */
public final class ChunkedReader {
  /** What a step found. */
  public enum Step {
    /** A piece of the body, in {@link #data()}. */
    DATA,
    /** Nothing more until more arrives. */
    MORE,
    /** The end; trailers are in {@link #trailers()}. */
    END
  }

  private enum State {
    SIZE,
    CONTENT,
    CONTENT_END,
    TRAILERS
  }

  private static final int MAX_SIZE_DIGITS = 15;
  private static final int MAX_SIZE_LINE_BYTES = 256;
  private static final byte LINE_FEED = '\n';

  private final HeadLimits limits;
  private final Fields trailers = new Fields();
  private State state = State.SIZE;
  private long left;
  private @Nullable ByteBuf data;

  public ChunkedReader(HeadLimits limits) {
    this.limits = limits;
  }

  /** Begins a new body. */
  public void begin() {
    state = State.SIZE;
    trailers.clear();
  }

  /** The piece that the last step found; the caller releases it. */
  @SuppressWarnings("NullAway") // asked for only after DATA
  public ByteBuf data() {
    ByteBuf found = data;
    data = null;
    return found;
  }

  public Fields trailers() {
    return trailers;
  }

  /**
   * Reads on.
   *
   * @throws Rejected when this is not a chunked body
   */
  public Step next(ByteBuf in) {
    while (true) {
      if (state == State.TRAILERS) {
        return readTrailers(in) ? Step.END : Step.MORE;
      }
      if (state == State.CONTENT && in.isReadable()) {
        return content(in);
      }
      boolean moved =
          state == State.SIZE ? readSize(in) : state != State.CONTENT && readLineEnd(in);
      if (!moved) {
        return Step.MORE;
      }
    }
  }

  private Step content(ByteBuf in) {
    int piece = (int) Math.min(left, in.readableBytes());
    data = in.readRetainedSlice(piece);
    left -= piece;
    if (left == 0) {
      state = State.CONTENT_END;
    }
    return Step.DATA;
  }

  private boolean readLineEnd(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return false;
    }
    if (in.readByte() != '\r' || in.readByte() != LINE_FEED) {
      throw Rejected.because(Failure.BAD_CHUNK);
    }
    state = State.SIZE;
    return true;
  }

  private boolean readSize(ByteBuf in) {
    int lineFeed = in.indexOf(in.readerIndex(), in.writerIndex(), LINE_FEED);
    int line = lineFeed < 0 ? in.readableBytes() : lineFeed + 1 - in.readerIndex();
    if (line > MAX_SIZE_LINE_BYTES) {
      throw Rejected.because(Failure.BAD_CHUNK);
    }
    if (lineFeed < 0) {
      return false;
    }
    left = size(in, lineFeed);
    in.readerIndex(lineFeed + 1);
    state = left == 0 ? State.TRAILERS : State.CONTENT;
    return true;
  }

  private static long size(ByteBuf in, int lineFeed) {
    int at = in.readerIndex();
    long size = 0;
    int digits = 0;
    while (at < lineFeed && Syntax.hexDigit(in.getByte(at)) >= 0) {
      size = size << 4 | Syntax.hexDigit(in.getByte(at));
      at++;
      digits++;
    }
    if (digits == 0 || digits > MAX_SIZE_DIGITS) {
      throw Rejected.because(Failure.BAD_CHUNK);
    }
    rejectBadRest(in, at, lineFeed);
    return size;
  }

  /** After the digits: nothing, or an extension, then CR before the line feed. */
  private static void rejectBadRest(ByteBuf in, int from, int lineFeed) {
    int at = from;
    while (at < lineFeed && (in.getByte(at) == ' ' || in.getByte(at) == '\t')) {
      at++;
    }
    boolean extension = at < lineFeed && in.getByte(at) == ';';
    int end = lineFeed - 1;
    if (!extension && at != end || at > from && !extension || in.getByte(end) != '\r') {
      throw Rejected.because(Failure.BAD_CHUNK);
    }
    for (; at < end; at++) {
      if (!Syntax.isFieldValueByte(in.getByte(at))) {
        throw Rejected.because(Failure.BAD_CHUNK);
      }
    }
  }

  private boolean readTrailers(ByteBuf in) {
    int look = Math.min(in.readableBytes(), limits.fieldBytes() + 1);
    byte[] text = trailers.reserve(look);
    in.getBytes(in.readerIndex(), text, 0, look);
    int consumed;
    try {
      consumed = FieldLines.read(text, 0, look, trailers, limits.fieldCount());
    } catch (Rejected rejected) {
      throw Rejected.because(Failure.BAD_TRAILER);
    }
    if (consumed == FieldLines.INCOMPLETE) {
      if (look > limits.fieldBytes()) {
        throw Rejected.because(Failure.HEADER_TOO_LARGE);
      }
      return false;
    }
    in.skipBytes(consumed);
    return true;
  }
}
