package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Version;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Writes who asked and how: {@code X-Forwarded-*}, {@code Forwarded} (RFC 7239) and {@code Via}.
 * Lists that the client sent are continued on one line; immutable.
 */
final class ForwardedFields {
  private static final byte[] FOR = ascii("X-Forwarded-For: ");
  private static final byte[] HOST = ascii("X-Forwarded-Host: ");
  private static final byte[] PROTO = ascii("X-Forwarded-Proto: ");
  private static final byte[] PORT = ascii("X-Forwarded-Port: ");
  private static final byte[] FORWARDED = ascii("Forwarded: ");
  private static final byte[] ELEMENT_FOR = ascii("for=");
  private static final byte[] ELEMENT_HOST = ascii(";host=\"");
  private static final byte[] ELEMENT_PROTO = ascii(";proto=");
  private static final byte[] SEPARATOR = ascii(", ");
  private static final byte[] VIA = ascii("Via: ");

  private final byte[] via11;
  private final byte[] via10;

  ForwardedFields(ProxyIdentity identity) {
    via11 = ascii("1.1 " + identity.name() + "\r\n");
    via10 = ascii("1.0 " + identity.name() + "\r\n");
  }

  void writeFor(ForwardRequest request, boolean continued, HeadBytes out) {
    out.put(FOR);
    if (continued) {
      writeList(request.head().fields(), FieldName.X_FORWARDED_FOR, out);
    }
    writeAddress(request.peer().getAddress(), out);
    out.crlf();
  }

  void writeHost(ForwardRequest request, HeadBytes out) {
    String authority = request.head().authority();
    if (!authority.isEmpty()) {
      out.put(HOST);
      out.put(authority);
      out.crlf();
    }
  }

  void writeProto(ForwardRequest request, HeadBytes out) {
    out.put(PROTO);
    out.put(request.head().scheme().text());
    out.crlf();
  }

  void writePort(ForwardRequest request, HeadBytes out) {
    out.put(PORT);
    out.decimal(request.local().getPort());
    out.crlf();
  }

  void writeForwarded(ForwardRequest request, boolean continued, HeadBytes out) {
    RequestHead head = request.head();
    out.put(FORWARDED);
    if (continued) {
      writeList(head.fields(), FieldName.FORWARDED, out);
    }
    out.put(ELEMENT_FOR);
    InetAddress address = request.peer().getAddress();
    if (address instanceof Inet6Address) {
      out.put('"');
      out.put('[');
      writeAddress(address, out);
      out.put(']');
      out.put('"');
    } else {
      writeAddress(address, out);
    }
    if (!head.authority().isEmpty()) {
      out.put(ELEMENT_HOST);
      out.put(head.authority());
      out.put('"');
    }
    out.put(ELEMENT_PROTO);
    out.put(head.scheme().text());
    out.crlf();
  }

  void writeVia(RequestHead head, boolean continued, HeadBytes out) {
    out.put(VIA);
    if (continued) {
      writeList(head.fields(), FieldName.VIA, out);
    }
    out.put(head.version() == Version.HTTP_1_0 ? via10 : via11);
  }

  private static void writeList(Fields fields, FieldName name, HeadBytes out) {
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      if (fields.valueEnd(i) > fields.valueStart(i)) {
        out.put(fields.array(), fields.valueStart(i), fields.valueEnd(i));
        out.put(SEPARATOR);
      }
    }
  }

  private static void writeAddress(InetAddress address, HeadBytes out) {
    if (address instanceof Inet6Address) {
      String text = address.getHostAddress();
      int zone = text.indexOf('%');
      out.put(zone < 0 ? text : text.substring(0, zone));
      return;
    }
    byte[] octets = address.getAddress();
    for (int i = 0; i < octets.length; i++) {
      if (i > 0) {
        out.put('.');
      }
      out.decimal(octets[i] & 0xff);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
