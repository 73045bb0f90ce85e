package dev.mynah.agent.http1;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;

/**
 * How long a message's content is (RFC 9112 section 6.3), as a number: its length in bytes, or one
 * of two negative marks.
 */
public final class BodyLength {
  /** The content comes in chunks that tell where it ends. */
  public static final long CHUNKED = -1;

  /** The content goes on until the connection closes; answers only. */
  public static final long UNTIL_CLOSE = -2;

  private static final int MAX_DIGITS = 18;

  private BodyLength() {}

  /**
   * The length of a request's content.
   *
   * @throws Rejected when two readers could disagree about it
   */
  public static long ofRequest(RequestHead head) {
    Fields fields = head.fields();
    int coding = fields.indexOf(FieldName.TRANSFER_ENCODING, 0);
    int length = fields.indexOf(FieldName.CONTENT_LENGTH, 0);
    if (coding < 0) {
      return length < 0 ? 0 : declared(fields, length);
    }
    if (length >= 0) {
      throw Rejected.because(Failure.CONFLICTING_LENGTH);
    }
    boolean chunked =
        fields.valueIs(coding, "chunked")
            && fields.indexOf(FieldName.TRANSFER_ENCODING, coding + 1) < 0;
    if (!chunked || head.version() == Version.HTTP_1_0) {
      throw Rejected.because(Failure.BAD_TRANSFER_ENCODING);
    }
    return CHUNKED;
  }

  /**
   * The length of an answer's content.
   *
   * @param toHead whether it answers a HEAD request
   * @throws Rejected when two readers could disagree about it
   */
  public static long ofResponse(ResponseHead head, boolean toHead) {
    if (toHead || head.forbidsContent()) {
      return 0;
    }
    Fields fields = head.fields();
    int coding = fields.indexOf(FieldName.TRANSFER_ENCODING, 0);
    int length = fields.indexOf(FieldName.CONTENT_LENGTH, 0);
    if (coding < 0) {
      return length < 0 ? UNTIL_CLOSE : declared(fields, length);
    }
    if (length >= 0 || !isChunkedLast(fields, coding)) {
      throw Rejected.because(Failure.UPSTREAM_PROTOCOL);
    }
    return CHUNKED;
  }

  private static boolean isChunkedLast(Fields fields, int coding) {
    return fields.valueIs(coding, "chunked")
        && fields.indexOf(FieldName.TRANSFER_ENCODING, coding + 1) < 0;
  }

  private static long declared(Fields fields, int line) {
    if (fields.indexOf(FieldName.CONTENT_LENGTH, line + 1) >= 0) {
      throw Rejected.because(Failure.BAD_CONTENT_LENGTH);
    }
    int start = fields.valueStart(line);
    int end = fields.valueEnd(line);
    if (start == end || end - start > MAX_DIGITS) {
      throw Rejected.because(Failure.BAD_CONTENT_LENGTH);
    }
    byte[] text = fields.array();
    long length = 0;
    for (int i = start; i < end; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw Rejected.because(Failure.BAD_CONTENT_LENGTH);
      }
      length = length * 10 + digit;
    }
    return length;
  }
}
