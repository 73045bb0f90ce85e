package dev.mynah.agent.wire.rule;

import dev.mynah.agent.wire.RawClient;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request or an answer as its bytes came.
 *
 * @param head start line and fields with the empty line
 * @param body content without its framing
 * @param cut whether the connection ended before the message did
 */
record WireMessage(String head, String body, boolean cut) {
  private static final int LONGEST_SHOWN = 4_000;
  private static final int RADIX_OF_CHUNKS = 16;

  /** The final answer to a request with this method. */
  static WireMessage answer(RawClient client, String method) {
    String head = "";
    try {
      do {
        head = client.readHead();
      } while (head.startsWith("HTTP/1.1 1"));
      return head.endsWith("\r\n\r\n")
          ? content(client, head, method)
          : new WireMessage(head, "", true);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        throw new AssertionError("no more came after:\n" + head, e);
      }
      return new WireMessage(head, "", true);
    }
  }

  private static WireMessage content(RawClient client, String head, String method) {
    WireMessage empty = new WireMessage(head, "", false);
    int status = empty.status();
    if (method.equals("HEAD") || status == 204 || status == 304) {
      return empty;
    }
    if (empty.joined("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunked(client, head);
    }
    String length = empty.joined("content-length");
    if (length.isEmpty()) {
      return new WireMessage(head, client.readAll(), false);
    }
    int bytes = Integer.parseInt(length);
    String body = text(client.readBytes(bytes));
    return new WireMessage(head, body, body.length() < bytes);
  }

  private static WireMessage chunked(RawClient client, String head) {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = client.readUntil("\r\n");
      if (!size.endsWith("\r\n")) {
        return new WireMessage(head, body.toString(), true);
      }
      int bytes = Integer.parseInt(size.trim(), RADIX_OF_CHUNKS);
      String chunk = text(client.readBytes(bytes));
      body.append(chunk);
      String end = client.readUntil("\r\n");
      if (chunk.length() < bytes || !end.equals("\r\n")) {
        return new WireMessage(head, body.toString(), true);
      }
      if (bytes == 0) {
        return new WireMessage(head, body.toString(), false);
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Method and target of a request. */
  String requestLine() {
    int version = head.indexOf(" HTTP/");
    return version < 0 ? head : head.substring(0, version);
  }

  /** The values of a field, line by line. */
  List<String> lines(String name) {
    List<String> values = new ArrayList<>();
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith(wanted)) {
        values.add(line.substring(wanted.length()).trim());
      }
    }
    return values;
  }

  /** The values of a field as one (RFC 9110 section 5.3); empty when there is none. */
  String joined(String name) {
    return String.join(", ", lines(name));
  }

  /** For people. */
  String shown() {
    String all = head + body;
    String part =
        all.length() <= LONGEST_SHOWN
            ? all
            : all.substring(0, LONGEST_SHOWN) + "... (" + all.length() + " bytes in all)";
    return part.replace("\r\n", "\n") + (cut ? "\n[the connection ended here]" : "");
  }
}
