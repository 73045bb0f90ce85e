package dev.mynah.agent.http1;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Syntax;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.HitMethod;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads a request's head (RFC 9112 sections 2 to 5), strictly: what a lenient reader would repair,
 * the next hop may understand otherwise, and that difference is how requests are smuggled.
 *
 * <p>The text is copied once into the head's own array and read there; a head that has not arrived
 * whole is read again from its start when more came.
 */
public final class RequestHeadReader {
  private static final int FIRST_LOOK_BYTES = 1024;
  private static final int MAX_EMPTY_LINES = 8;
  private static final int VERSION_BYTES = 8;

  private final HeadLimits limits;
  private final Scheme scheme;
  private int emptyLines;
  private int lineEnd;

  public RequestHeadReader(HeadLimits limits, Scheme scheme) {
    this.limits = limits;
    this.scheme = scheme;
  }

  /**
   * Reads a head when all of it is there, and consumes it.
   *
   * @return false when more must arrive; nothing but empty lines before the request is consumed
   * @throws Rejected when this can not become a request that is accepted
   */
  public boolean read(ByteBuf in, RequestHead head) {
    skipEmptyLines(in);
    int readable = Math.min(in.readableBytes(), limits.totalBytes() + FIRST_LOOK_BYTES);
    int look = Math.min(readable, FIRST_LOOK_BYTES);
    while (look > 0) {
      byte[] text = head.fields().reserve(look);
      in.getBytes(in.readerIndex(), text, 0, look);
      lineEnd = 0;
      int consumed = parse(text, look, head);
      if (consumed != FieldLines.INCOMPLETE) {
        rejectTooLarge(consumed);
        in.skipBytes(consumed);
        emptyLines = 0;
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

  /** Empty lines before a request are left over from sloppy clients (RFC 9112 section 2.2). */
  private void skipEmptyLines(ByteBuf in) {
    while (in.readableBytes() >= 2
        && in.getByte(in.readerIndex()) == '\r'
        && in.getByte(in.readerIndex() + 1) == '\n') {
      if (++emptyLines > MAX_EMPTY_LINES) {
        throw Rejected.because(Failure.BAD_REQUEST_LINE);
      }
      in.skipBytes(2);
    }
  }

  private void rejectTooLarge(int bytes) {
    if (lineEnd == 0 ? bytes > limits.lineBytes() : lineEnd - 2 > limits.lineBytes()) {
      throw Rejected.because(Failure.URI_TOO_LONG);
    }
    if (lineEnd > 0 && bytes - lineEnd > limits.fieldBytes()) {
      throw Rejected.because(Failure.HEADER_TOO_LARGE);
    }
  }

  private int parse(byte[] text, int end, RequestHead head) {
    int methodEnd = tokenEnd(text, end);
    if (methodEnd == end) {
      return FieldLines.INCOMPLETE;
    }
    int targetStart = methodEnd + 1;
    int targetEnd = targetStart;
    while (targetEnd < end && Syntax.isTargetByte(text[targetEnd])) {
      targetEnd++;
    }
    if (targetEnd + VERSION_BYTES + 3 > end) {
      return incompleteLine(text, targetEnd, end);
    }
    Version version = version(text, targetStart, targetEnd);
    lineEnd = endOfLine(text, targetEnd + 1 + VERSION_BYTES);
    beginHead(text, methodEnd, version, head);
    readTarget(text, targetStart, targetEnd, head);
    int consumed = FieldLines.read(text, lineEnd, end, head.fields(), limits.fieldCount());
    if (consumed != FieldLines.INCOMPLETE) {
      checkHost(head);
    }
    return consumed;
  }

  private static int tokenEnd(byte[] text, int end) {
    int at = 0;
    while (at < end && Syntax.isTokenByte(text[at])) {
      at++;
    }
    if (at < end && (text[at] != ' ' || at == 0)) {
      throw Rejected.because(Failure.BAD_REQUEST_LINE);
    }
    return at;
  }

  private static int incompleteLine(byte[] text, int targetEnd, int end) {
    for (int i = targetEnd; i < end; i++) {
      if (text[i] == '\n') {
        throw Rejected.because(Failure.BAD_REQUEST_LINE);
      }
    }
    if (targetEnd < end && text[targetEnd] != ' ') {
      throw Rejected.because(Failure.BAD_TARGET);
    }
    return FieldLines.INCOMPLETE;
  }

  private static Version version(byte[] text, int targetStart, int targetEnd) {
    if (text[targetEnd] != ' ' || targetEnd == targetStart) {
      throw Rejected.because(Failure.BAD_TARGET);
    }
    int at = targetEnd + 1;
    boolean named =
        text[at] == 'H'
            && text[at + 1] == 'T'
            && text[at + 2] == 'T'
            && text[at + 3] == 'P'
            && text[at + 4] == '/'
            && text[at + 6] == '.';
    if (!named) {
      throw Rejected.because(Failure.BAD_REQUEST_LINE);
    }
    if (text[at + 5] != '1') {
      throw Rejected.because(Failure.UNSUPPORTED_VERSION);
    }
    byte minor = text[at + 7];
    if (minor < '0' || minor > '9') {
      throw Rejected.because(Failure.BAD_REQUEST_LINE);
    }
    return minor == '0' ? Version.HTTP_1_0 : Version.HTTP_1_1;
  }

  private static int endOfLine(byte[] text, int at) {
    if (text[at] == '\n' || text[at] == '\r' && text[at + 1] != '\n') {
      throw Rejected.because(Failure.BAD_LINE_END);
    }
    if (text[at] != '\r') {
      throw Rejected.because(Failure.BAD_REQUEST_LINE);
    }
    return at + 2;
  }

  private void beginHead(byte[] text, int methodEnd, Version version, RequestHead head) {
    if (methodEnd == 3 && text[0] == 'G' && text[1] == 'E' && text[2] == 'T') {
      head.begin(HitMethod.GET, "GET", version, scheme);
      return;
    }
    String name = new String(text, 0, methodEnd, StandardCharsets.ISO_8859_1);
    HitMethod method = HitMethod.of(name);
    head.begin(method, method == HitMethod.OTHER ? name : method.name(), version, scheme);
  }

  private static void readTarget(byte[] text, int start, int end, RequestHead head) {
    if (text[start] == '/') {
      originForm(text, start, end, head);
    } else if (head.method() == HitMethod.CONNECT) {
      throw Rejected.because(Failure.CONNECT_NOT_SUPPORTED);
    } else if (end - start == 1 && text[start] == '*' && head.method() == HitMethod.OPTIONS) {
      head.path(text, start, end);
      head.query(text, end, end);
    } else {
      absoluteForm(text, start, end, head);
    }
  }

  private static void originForm(byte[] text, int start, int end, RequestHead head) {
    int pathEnd = start;
    while (pathEnd < end && text[pathEnd] != '?') {
      pathEnd++;
    }
    head.query(text, Math.min(pathEnd + 1, end), end);
    int normalEnd = pathEnd;
    if (DotSegments.possible(text, start, pathEnd)) {
      normalEnd = DotSegments.remove(text, start, pathEnd);
    }
    head.path(text, start, normalEnd);
  }

  /** {@code http://host/path}, which every server must accept (RFC 9112 section 3.2.2). */
  private static void absoluteForm(byte[] text, int start, int end, RequestHead head) {
    int authorityStart = schemeEnd(text, start, end);
    int authorityEnd = authorityStart;
    while (authorityEnd < end && text[authorityEnd] != '/' && text[authorityEnd] != '?') {
      authorityEnd++;
    }
    if (!HostSyntax.isAuthority(text, authorityStart, authorityEnd)) {
      throw Rejected.because(Failure.BAD_TARGET);
    }
    String authority =
        new String(
            text, authorityStart, authorityEnd - authorityStart, StandardCharsets.ISO_8859_1);
    if (authorityEnd < end && text[authorityEnd] == '/') {
      originForm(text, authorityEnd, end, head);
    } else {
      rootOf(text, authorityEnd, end, head);
    }
    head.authority(authority);
  }

  private static void rootOf(byte[] text, int authorityEnd, int end, RequestHead head) {
    head.path(new byte[] {'/'}, 0, 1);
    head.query(text, Math.min(authorityEnd + 1, end), end);
  }

  private static int schemeEnd(byte[] text, int start, int end) {
    int at = start;
    while (at < end && text[at] != ':') {
      at++;
    }
    String scheme = new String(text, start, at - start, StandardCharsets.ISO_8859_1);
    boolean known = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    if (!known || at + 2 >= end || text[at + 1] != '/' || text[at + 2] != '/') {
      throw Rejected.because(Failure.BAD_TARGET);
    }
    return at + 3;
  }

  /** Exactly one valid Host in HTTP/1.1, at most one in HTTP/1.0 (RFC 9112 section 3.2). */
  private static void checkHost(RequestHead head) {
    int first = head.fields().indexOf(FieldName.HOST, 0);
    if (first < 0) {
      if (head.version() == Version.HTTP_1_1) {
        throw Rejected.because(Failure.BAD_HOST);
      }
      return;
    }
    boolean repeated = head.fields().indexOf(FieldName.HOST, first + 1) >= 0;
    int start = head.fields().valueStart(first);
    int end = head.fields().valueEnd(first);
    boolean valid = start == end || HostSyntax.isAuthority(head.fields().array(), start, end);
    if (repeated || !valid) {
      throw Rejected.because(Failure.BAD_HOST);
    }
  }
}
