package dev.mynah.agent.http1;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.Syntax;
import dev.mynah.agent.respond.Failure;

/** Reads field lines up to the empty line that ends them (RFC 9112 section 5). */
final class FieldLines {
  static final int INCOMPLETE = -1;

  private FieldLines() {}

  /**
   * Notes every field line of the text in {@code into}, whose own array the text is.
   *
   * @return the index after the empty line, or {@link #INCOMPLETE}
   * @throws Rejected for anything RFC 9112 does not allow, and for too many fields
   */
  static int read(byte[] text, int from, int end, Fields into, int maxFields) {
    int at = from;
    while (at < end) {
      byte first = text[at];
      if (first == '\r') {
        return lineEnd(text, at, end);
      }
      rejectBadStart(first);
      at = readLine(text, at, end, into);
      if (at == INCOMPLETE) {
        return INCOMPLETE;
      }
      if (into.size() > maxFields) {
        throw Rejected.because(Failure.HEADER_TOO_LARGE);
      }
    }
    return INCOMPLETE;
  }

  private static void rejectBadStart(byte first) {
    if (first == '\n') {
      throw Rejected.because(Failure.BAD_LINE_END);
    }
    if (first == ' ' || first == '\t') {
      throw Rejected.because(Failure.OBSOLETE_FOLDING);
    }
  }

  private static int readLine(byte[] text, int from, int end, Fields into) {
    int nameEnd = from;
    while (nameEnd < end && Syntax.isTokenByte(text[nameEnd])) {
      nameEnd++;
    }
    if (nameEnd == end) {
      return INCOMPLETE;
    }
    if (text[nameEnd] != ':' || nameEnd == from) {
      throw Rejected.because(Failure.BAD_HEADER);
    }
    int valueStart = nameEnd + 1;
    while (valueStart < end && isBlank(text[valueStart])) {
      valueStart++;
    }
    int stop = valueStart;
    while (stop < end && Syntax.isFieldValueByte(text[stop])) {
      stop++;
    }
    int next = lineEnd(text, stop, end);
    if (next != INCOMPLETE) {
      into.place(from, nameEnd, valueStart, trimEnd(text, valueStart, stop));
    }
    return next;
  }

  private static int trimEnd(byte[] text, int start, int stop) {
    int at = stop;
    while (at > start && isBlank(text[at - 1])) {
      at--;
    }
    return at;
  }

  /** The index after CR LF at {@code at}, or {@link #INCOMPLETE}. */
  static int lineEnd(byte[] text, int at, int end) {
    if (at >= end) {
      return INCOMPLETE;
    }
    if (text[at] != '\r') {
      throw Rejected.because(text[at] == '\n' ? Failure.BAD_LINE_END : Failure.BAD_HEADER);
    }
    if (at + 1 == end) {
      return INCOMPLETE;
    }
    if (text[at + 1] != '\n') {
      throw Rejected.because(Failure.BAD_LINE_END);
    }
    return at + 2;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
