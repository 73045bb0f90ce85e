package dev.mynah.agent.wire.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the origin.
 *
 * @param whenLine method and target of the request that it is for; null for any
 * @param when fields of the request that it is for
 * @param times how often it is given before the next one that fits
 * @param body null for the usual one, which tells the number of the request
 * @param takes how far the clock goes on before the answer
 * @param hold whether the answer waits to be released
 * @param abortAfter content bytes after which the connection ends; null for the whole answer, fewer
 *     than 0 for nothing at all
 */
record OriginAnswer(
    @Nullable String whenLine,
    List<FieldCheck> when,
    int times,
    int status,
    List<FieldLine> headers,
    @Nullable String body,
    Framing framing,
    Duration takes,
    boolean hold,
    @Nullable Integer abortAfter) {
  private static final int OK = 200;

  /** How the end of the content is told. */
  enum Framing {
    LENGTH,
    CHUNKED,
    CLOSE
  }

  static OriginAnswer of(Part part) {
    String framing = part.text("framing");
    String abort = part.text("abortAfter");
    return new OriginAnswer(
        part.text("whenLine"),
        FieldCheck.all(part.map("when")),
        part.number("times", 1),
        part.number("status", OK),
        FieldLine.lines(part.map("headers")),
        Content.of(part, "body"),
        framing == null ? Framing.LENGTH : Framing.valueOf(framing.toUpperCase(Locale.ROOT)),
        part.duration("takes"),
        part.truth("hold"),
        abort == null ? null : Integer.valueOf(abort.equals("nothing") ? "-1" : abort));
  }

  boolean fits(WireMessage request, Moments moments) {
    return (whenLine == null || whenLine.equals(request.requestLine()))
        && when.stream().allMatch(check -> check.problems(request, moments).isEmpty());
  }

  boolean isWithoutContent(WireMessage request) {
    return request.head().startsWith("HEAD ") || status == 204 || status == 304;
  }

  /** Start line and fields with the empty line. */
  String head(WireMessage request, String content, Moments moments) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said By Rule\r\n");
    if (!FieldLine.names(headers, "Date")) {
      head.append(new FieldLine("Date", "{{now}}").wire(moments));
    }
    headers.forEach(line -> head.append(line.wire(moments)));
    if (status != 204 && status != 304) {
      head.append(
          switch (framing) {
            case LENGTH -> "Content-Length: " + content.length() + "\r\n";
            case CHUNKED -> "Transfer-Encoding: chunked\r\n";
            case CLOSE -> "Connection: close\r\n";
          });
    }
    return head.append("\r\n").toString();
  }

  /** Content as it is framed. */
  String framed(String content) {
    if (framing != Framing.CHUNKED) {
      return content;
    }
    String chunk =
        content.isEmpty() ? "" : Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    return chunk + "0\r\n\r\n";
  }
}
