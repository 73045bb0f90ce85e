package dev.mynah.agent.http1;

import dev.mynah.agent.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes heads. All text was checked when it came to be, so nothing is checked again here. */
public final class HeadWriter {
  private static final int STATUSES = 600;
  private static final int REASON_START = "HTTP/1.1 200 ".length();
  private static final byte[][] STATUS_LINES = new byte[STATUSES][];
  private static final short CR_LF = '\r' << 8 | '\n';
  private static final short COLON_BLANK = ':' << 8 | ' ';

  static {
    for (int status = 100; status < STATUSES; status++) {
      STATUS_LINES[status] = statusLine(status, HttpResponseStatus.valueOf(status).reasonPhrase());
    }
  }

  private HeadWriter() {}

  /** Whether a reason phrase is the one that the status line has anyway. */
  static boolean isUsualReason(int status, byte[] text, int start, int end) {
    if (status >= STATUSES) {
      return false;
    }
    byte[] line = STATUS_LINES[status];
    return Arrays.equals(line, REASON_START, line.length - 2, text, start, end);
  }

  private static byte[] statusLine(int status, String reason) {
    return ("HTTP/1.1 " + status + ' ' + reason + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The status line; a null reason means the usual one. */
  public static void status(ByteBuf out, int status, @Nullable String reason) {
    if (reason == null && status < STATUSES) {
      out.writeBytes(STATUS_LINES[status]);
    } else {
      out.writeBytes(statusLine(status, reason == null ? "" : reason));
    }
  }

  /** One field line of another message, name and value as they were written. */
  public static void field(ByteBuf out, Fields fields, int i) {
    byte[] text = fields.array();
    int nameStart = fields.nameStart(i);
    int valueEnd = fields.valueEnd(i);
    if (fields.valueStart(i) == fields.nameEnd(i) + 2) {
      // "name: value" stands in one piece, as nearly everybody writes it
      out.writeBytes(text, nameStart, valueEnd - nameStart);
    } else {
      out.writeBytes(text, nameStart, fields.nameEnd(i) - nameStart);
      out.writeShort(COLON_BLANK);
      out.writeBytes(text, fields.valueStart(i), valueEnd - fields.valueStart(i));
    }
    out.writeShort(CR_LF);
  }

  /** All fields. */
  public static void fields(ByteBuf out, Fields fields) {
    for (int i = 0; i < fields.size(); i++) {
      field(out, fields, i);
    }
  }

  /** A field line that was encoded beforehand, its line end included. */
  public static void line(ByteBuf out, byte[] encoded) {
    out.writeBytes(encoded);
  }

  /** The empty line that ends a head. */
  public static void end(ByteBuf out) {
    out.writeShort(CR_LF);
  }

  /** A number in decimal digits. */
  public static void decimal(ByteBuf out, long number) {
    if (number >= 10) {
      decimal(out, number / 10);
    }
    out.writeByte('0' + (int) (number % 10));
  }

  /** The line that opens a chunk of this size. */
  public static void chunkSize(ByteBuf out, int bytes) {
    boolean begun = false;
    for (int shift = 28; shift >= 0; shift -= 4) {
      int digit = bytes >>> shift & 0xf;
      if (digit != 0 || begun || shift == 0) {
        out.writeByte(Character.forDigit(digit, 16));
        begun = true;
      }
    }
    out.writeShort(CR_LF);
  }
}
