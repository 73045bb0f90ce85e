package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import java.nio.charset.StandardCharsets;

/**
 * Writes a request's head as the upstream is to see it: one pass over the client's fields, in their
 * order and spelling, then what we add. {@code docs/proxying.md} has the rules as a table.
 */
final class RequestRules {
  private static final int HOP_BY_HOP = 1;
  private static final int HOST = 1 << 1;
  private static final int LENGTH = 1 << 2;
  private static final int TRAILER = 1 << 3;
  private static final int EXPECT = 1 << 4;
  private static final int CREDENTIALS = 1 << 5;
  private static final int FORWARDED_FOR = 1 << 6;
  private static final int FORWARDED_HOST = 1 << 7;
  private static final int FORWARDED_PORT = 1 << 8;
  private static final int FORWARDED_PROTO = 1 << 9;
  private static final int FORWARDED = 1 << 10;
  private static final int VIA = 1 << 11;
  private static final int EDITED = 1 << 12;

  /** Kept until the end, where we add to what the client sent. */
  private static final int GATHERED = FORWARDED_FOR | FORWARDED | VIA;

  private static final FieldName HTTP2_SETTINGS = FieldName.of("HTTP2-Settings");

  private static final byte[] HOST_LINE = ascii("Host: ");
  private static final byte[] LENGTH_LINE = ascii("Content-Length: ");
  private static final byte[] CHUNKED_LINE = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] TE_LINES = ascii("TE: trailers\r\nConnection: TE\r\n");
  private static final byte[] UPGRADE_LINE = ascii("Connection: Upgrade\r\n");
  private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");

  private final FieldTable table;
  private final int dropped;
  private final PathMapping paths;
  private final byte[] origin;
  private final byte[] host;
  private final boolean keepHost;
  private final ForwardedFields forwarded;
  private final byte[] edits;
  private final int silenced;

  RequestRules(Settings settings) {
    Edits compiled = settings.edits();
    FieldTable.Builder names =
        FieldTable.builder()
            .put(
                HOP_BY_HOP,
                FieldName.CONNECTION,
                FieldName.KEEP_ALIVE,
                FieldName.PROXY_CONNECTION,
                FieldName.PROXY_AUTHORIZATION,
                FieldName.PROXY_AUTHENTICATE,
                FieldName.TE,
                FieldName.TRANSFER_ENCODING,
                FieldName.UPGRADE,
                HTTP2_SETTINGS)
            .put(HOST, FieldName.HOST)
            .put(LENGTH, FieldName.CONTENT_LENGTH)
            .put(TRAILER, FieldName.TRAILER)
            .put(EXPECT, FieldName.EXPECT)
            .put(CREDENTIALS, FieldName.AUTHORIZATION, FieldName.COOKIE)
            .put(FORWARDED_FOR, FieldName.X_FORWARDED_FOR)
            .put(FORWARDED_HOST, FieldName.X_FORWARDED_HOST)
            .put(FORWARDED_PORT, FieldName.X_FORWARDED_PORT)
            .put(FORWARDED_PROTO, FieldName.X_FORWARDED_PROTO)
            .put(FORWARDED, FieldName.FORWARDED)
            .put(VIA, FieldName.VIA);
    compiled.dropFrom(names, EDITED);
    table = names.build();
    boolean strips = settings.credentials() == CredentialsPolicy.STRIP;
    dropped = HOP_BY_HOP | EDITED | GATHERED | (strips ? CREDENTIALS : 0);
    silenced = silenced(compiled);
    paths = settings.paths();
    origin = ascii("http://" + settings.upstream().text());
    host = ascii(settings.upstream().text());
    keepHost = settings.host() == HostPolicy.KEEP;
    forwarded = new ForwardedFields(settings.identity());
    edits = compiled.encoded();
  }

  /** What a plan says about requests. */
  record Settings(
      Authority upstream,
      PathMapping paths,
      HostPolicy host,
      CredentialsPolicy credentials,
      Edits edits,
      ProxyIdentity identity) {}

  /** Fields of ours that an edit takes out or replaces: we do not write them a second time. */
  private static int silenced(Edits edits) {
    return (edits.touches(FieldName.HOST) ? HOST : 0)
        | (edits.touches(FieldName.X_FORWARDED_FOR) ? FORWARDED_FOR : 0)
        | (edits.touches(FieldName.X_FORWARDED_HOST) ? FORWARDED_HOST : 0)
        | (edits.touches(FieldName.X_FORWARDED_PORT) ? FORWARDED_PORT : 0)
        | (edits.touches(FieldName.X_FORWARDED_PROTO) ? FORWARDED_PROTO : 0)
        | (edits.touches(FieldName.FORWARDED) ? FORWARDED : 0)
        | (edits.touches(FieldName.VIA) ? VIA : 0);
  }

  void write(ForwardRequest request, Shape shape, HeadBytes out) {
    RequestHead head = request.head();
    out.put(head.methodName());
    out.put(' ');
    if (shape.absoluteForm()) {
      out.put(origin);
    }
    paths.write(head, out);
    out.put(VERSION);
    int seen = copyFields(head, shape, out);
    complete(request, shape, seen | silenced, out);
    out.put(edits);
    out.crlf();
  }

  void writeTarget(RequestHead head, HeadBytes out) {
    paths.write(head, out);
  }

  boolean keepsHost() {
    return keepHost;
  }

  /** Passes the client's fields on, and tells which kinds there were. */
  private int copyFields(RequestHead head, Shape shape, HeadBytes out) {
    Fields fields = head.fields();
    FieldName[] nominated = Nominated.of(fields);
    int unwanted =
        dropped
            | (shape.bodyBytes() >= 0 ? TRAILER : LENGTH)
            | (shape.bodyBytes() == 0 ? EXPECT : 0);
    int seen = 0;
    for (int i = 0; i < fields.size(); i++) {
      int kind = table.kind(fields, i);
      boolean again = (kind & seen & (HOST | LENGTH)) != 0;
      seen |= kind;
      if ((kind & unwanted) != 0 || again || Nominated.has(nominated, fields, i)) {
        continue;
      }
      copy(head, i, kind, shape, out);
    }
    return seen;
  }

  private void copy(RequestHead head, int i, int kind, Shape shape, HeadBytes out) {
    Fields fields = head.fields();
    if (kind == FieldTable.UNKNOWN || (kind & (HOST | LENGTH)) == 0) {
      line(fields, i, out);
      return;
    }
    out.put(fields.array(), fields.nameStart(i), fields.nameEnd(i));
    out.put(':');
    out.put(' ');
    if ((kind & HOST) != 0) {
      writeHost(head, out);
    } else {
      out.decimal(shape.bodyBytes());
    }
    out.crlf();
  }

  private void writeHost(RequestHead head, HeadBytes out) {
    if (keepHost && !head.authority().isEmpty()) {
      out.put(head.authority());
    } else {
      out.put(host);
    }
  }

  /** What the request lacks: who asks, how long the body is, what the connection carries. */
  private void complete(ForwardRequest request, Shape shape, int seen, HeadBytes out) {
    RequestHead head = request.head();
    if ((seen & HOST) == 0) {
      out.put(HOST_LINE);
      writeHost(head, out);
      out.crlf();
    }
    if (shape.bodyBytes() < 0) {
      out.put(CHUNKED_LINE);
    } else if (shape.bodyBytes() > 0 && (seen & LENGTH) == 0) {
      out.put(LENGTH_LINE);
      out.decimal(shape.bodyBytes());
      out.crlf();
    }
    if (shape.upgrade()) {
      out.put(UPGRADE_LINE);
      line(head.fields(), head.fields().indexOf(FieldName.UPGRADE, 0), out);
    } else if (head.fields().lists(FieldName.TE, "trailers")) {
      out.put(TE_LINES);
    }
    writeForwarding(request, seen, out);
  }

  private void writeForwarding(ForwardRequest request, int seen, HeadBytes out) {
    if ((silenced & FORWARDED_FOR) == 0) {
      forwarded.writeFor(request, (seen & FORWARDED_FOR) != 0, out);
    }
    if ((seen & FORWARDED_HOST) == 0) {
      forwarded.writeHost(request, out);
    }
    if ((seen & FORWARDED_PROTO) == 0) {
      forwarded.writeProto(request, out);
    }
    if ((seen & FORWARDED_PORT) == 0) {
      forwarded.writePort(request, out);
    }
    if ((silenced & FORWARDED) == 0) {
      forwarded.writeForwarded(request, (seen & FORWARDED) != 0, out);
    }
    if ((silenced & VIA) == 0) {
      forwarded.writeVia(request.head(), (seen & VIA) != 0, out);
    }
  }

  /** A field as it was written. */
  static void line(Fields fields, int i, HeadBytes out) {
    byte[] text = fields.array();
    if (fields.valueStart(i) == fields.nameEnd(i) + 2) {
      // "name: value" stands in one piece, as nearly everybody writes it
      out.put(text, fields.nameStart(i), fields.valueEnd(i));
    } else {
      out.put(text, fields.nameStart(i), fields.nameEnd(i));
      out.put(':');
      out.put(' ');
      out.put(text, fields.valueStart(i), fields.valueEnd(i));
    }
    out.crlf();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
