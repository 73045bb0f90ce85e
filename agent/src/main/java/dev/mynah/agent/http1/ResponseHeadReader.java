package dev.mynah.agent.http1;

import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of an upstream's answer (RFC 9112 section 4). Strict like its counterpart for
 * requests; what it refuses is the upstream's fault and told as such by the caller.
 */
public final class ResponseHeadReader {
  private static final int FIRST_LOOK_BYTES = 1024;
  private static final int STATUS_START = 9;
  private static final int STATUS_END = 12;

  private final HeadLimits limits;

  public ResponseHeadReader(HeadLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a head when all of it is there, and consumes it.
   *
   * @return false when more must arrive; nothing is consumed then
   * @throws Rejected when this can not become an answer
   */
  public boolean read(ByteBuf in, ResponseHead head) {
    int readable = Math.min(in.readableBytes(), limits.totalBytes() + FIRST_LOOK_BYTES);
    int look = Math.min(readable, FIRST_LOOK_BYTES);
    while (look > 0) {
      byte[] text = head.fields().reserve(look);
      in.getBytes(in.readerIndex(), text, 0, look);
      int consumed = parse(text, look, head);
      if (consumed != FieldLines.INCOMPLETE) {
        in.skipBytes(consumed);
        return true;
      }
      if (look == readable) {
        rejectTooLarge(look);
        return false;
      }
      look = Math.min(readable, look * 4);
    }
    return false;
  }

  private void rejectTooLarge(int bytes) {
    if (bytes >= limits.totalBytes()) {
      throw Rejected.because(Failure.HEADER_TOO_LARGE);
    }
  }

  private int parse(byte[] text, int end, ResponseHead head) {
    if (end <= STATUS_END) {
      rejectForeign(text, end);
      return FieldLines.INCOMPLETE;
    }
    rejectForeign(text, STATUS_START - 1);
    int lineStop = STATUS_END;
    while (lineStop < end && text[lineStop] != '\r' && text[lineStop] != '\n') {
      lineStop++;
    }
    int next = FieldLines.lineEnd(text, lineStop, end);
    if (next == FieldLines.INCOMPLETE) {
      return next;
    }
    int status = status(text);
    head.begin(status, reason(status, text, lineStop), version(text));
    return FieldLines.read(text, next, end, head.fields(), limits.fieldCount());
  }

  private static void rejectForeign(byte[] text, int end) {
    String start = "HTTP/1.";
    for (int i = 0; i < Math.min(end, start.length()); i++) {
      if (text[i] != start.charAt(i)) {
        throw Rejected.because(Failure.UPSTREAM_PROTOCOL);
      }
    }
  }

  private static Version version(byte[] text) {
    return text[STATUS_START - 2] == '0' ? Version.HTTP_1_0 : Version.HTTP_1_1;
  }

  private static int status(byte[] text) {
    int status = 0;
    for (int i = STATUS_START; i < STATUS_END; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw Rejected.because(Failure.UPSTREAM_PROTOCOL);
      }
      status = status * 10 + digit;
    }
    boolean framed =
        text[STATUS_START - 1] == ' '
            && text[STATUS_START - 2] >= '0'
            && text[STATUS_START - 2] <= '9';
    if (!framed || status < 100 || status > 999) {
      throw Rejected.because(Failure.UPSTREAM_PROTOCOL);
    }
    return status;
  }

  /** The phrase as sent; null where the usual one will do or none was sent. */
  private static @Nullable String reason(int status, byte[] text, int lineStop) {
    int start = STATUS_END;
    if (start < lineStop && text[start] != ' ') {
      throw Rejected.because(Failure.UPSTREAM_PROTOCOL);
    }
    start++;
    if (start >= lineStop) {
      return null;
    }
    return HeadWriter.isUsualReason(status, text, start, lineStop)
        ? null
        : new String(text, start, lineStop - start, StandardCharsets.ISO_8859_1);
  }
}
