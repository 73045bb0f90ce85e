package dev.mynah.agent.mock.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes a multipart body apart (RFC 2046 section 5.1, RFC 7578). Any bytes will do: what stands
 * before the first delimiter and after the last is left out, lines may end in LF alone, and a part
 * that no delimiter ends goes on to the end of the body.
 */
final class Multipart {
  /** The parser stops one part later, so that too many can be told. */
  static final int MOST_PARTS = 1_000;

  private static final int MOST_BOUNDARY_CHARACTERS = 200;

  private final byte[] body;
  private final byte[] delimiter;
  private final List<Part> parts = new ArrayList<>();

  /** One part: its field lines as they came, and its content. */
  static final class Part {
    private final List<String> fieldLines;
    private final byte[] content;

    Part(List<String> fieldLines, byte[] content) {
      this.fieldLines = fieldLines;
      this.content = content;
    }

    List<String> fieldLines() {
      return fieldLines;
    }

    /** Not a copy. */
    byte[] content() {
      return content;
    }
  }

  private Multipart(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a content type says so. */
  static boolean isMultipart(String contentType) {
    return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** The parts in their order; none where the type is no multipart or has no boundary. */
  static List<Part> parse(String contentType, byte[] body) {
    String boundary = isMultipart(contentType) ? boundary(contentType) : "";
    if (boundary.isEmpty() || boundary.length() > MOST_BOUNDARY_CHARACTERS) {
      return List.of();
    }
    Multipart multipart = new Multipart(body, boundary);
    multipart.read();
    return multipart.parts;
  }

  private static String boundary(String contentType) {
    Map<String, String> parameters = Parameters.of(contentType);
    return parameters.getOrDefault("boundary", "");
  }

  private void read() {
    int at = nextDelimiter(0);
    while (at >= 0 && !isClosing(at) && parts.size() <= MOST_PARTS) {
      int start = afterLine(at);
      int next = nextDelimiter(start);
      int end = next < 0 ? body.length : beforeLineEnd(start, next);
      parts.add(part(start, end));
      at = next;
    }
  }

  /** Where the next line begins that is a delimiter, or -1. */
  private int nextDelimiter(int from) {
    for (int at = from; at <= body.length - delimiter.length; at++) {
      boolean beginsLine = at == 0 || body[at - 1] == '\n';
      if (beginsLine && isDelimiter(at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isDelimiter(int at) {
    int end = at + delimiter.length;
    if (!Arrays.equals(body, at, end, delimiter, 0, delimiter.length)) {
      return false;
    }
    if (isClosing(at)) {
      return true;
    }
    while (end < body.length && (body[end] == ' ' || body[end] == '\t' || body[end] == '\r')) {
      end++;
    }
    return end == body.length || body[end] == '\n';
  }

  private boolean isClosing(int at) {
    int end = at + delimiter.length;
    return end + 1 < body.length && body[end] == '-' && body[end + 1] == '-';
  }

  /** Where the line after this one begins. */
  private int afterLine(int at) {
    int end = at;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return Math.min(body.length, end + 1);
  }

  /** The line end before a delimiter is part of the delimiter. */
  private int beforeLineEnd(int least, int delimiterAt) {
    int end = Math.max(least, delimiterAt - 1);
    return end > least && body[end - 1] == '\r' ? end - 1 : end;
  }

  private Part part(int start, int end) {
    List<String> lines = new ArrayList<>();
    int at = start;
    while (at < end) {
      int next = Math.min(end, afterLine(at));
      String line = Utf8.text(body, at, next).stripTrailing();
      at = next;
      if (line.isEmpty()) {
        break;
      }
      boolean continues = (line.charAt(0) == ' ' || line.charAt(0) == '\t') && !lines.isEmpty();
      if (continues) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ' ' + line.strip());
      } else {
        lines.add(line);
      }
    }
    return new Part(lines, Arrays.copyOfRange(body, at, end));
  }
}
