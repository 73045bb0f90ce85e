package dev.mynah.agent.mock;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;

/**
 * Chooses between gzip and the plain form as RFC 9110 section 12.5.3 has it, reading the field's
 * bytes where they stand: nothing is allocated.
 *
 * <p>gzip is taken when the client names it (or {@code x-gzip}, or {@code *}) with a weight above
 * zero that is not below the one it gives {@code identity}. Without the field the plain form is
 * sent. A member whose weight is malformed is left out. When neither form is acceptable the plain
 * one is sent all the same, which the RFC allows and which serves a client better than 406.
 */
final class AcceptEncoding {
  private static final int UNNAMED = -1;
  private static final int MOST = 1000;
  private static final byte[] GZIP = {'g', 'z', 'i', 'p'};
  private static final byte[] X_GZIP = {'x', '-', 'g', 'z', 'i', 'p'};
  private static final byte[] IDENTITY = {'i', 'd', 'e', 'n', 't', 'i', 't', 'y'};

  private AcceptEncoding() {}

  static boolean prefersGzip(Fields request) {
    int i = request.indexOf(FieldName.ACCEPT_ENCODING, 0);
    if (i < 0) {
      return false;
    }
    int gzip = UNNAMED;
    int identity = UNNAMED;
    int any = UNNAMED;
    byte[] bytes = request.array();
    for (; i >= 0; i = request.indexOf(FieldName.ACCEPT_ENCODING, i + 1)) {
      int end = request.valueEnd(i);
      for (int at = request.valueStart(i); at < end; ) {
        int comma = find(bytes, at, end, ',');
        int codingEnd = find(bytes, at, comma, ';');
        int weight = weight(bytes, codingEnd, comma);
        if (is(bytes, at, codingEnd, GZIP) || is(bytes, at, codingEnd, X_GZIP)) {
          gzip = Math.max(gzip, weight);
        } else if (is(bytes, at, codingEnd, IDENTITY)) {
          identity = Math.max(identity, weight);
        } else if (isStar(bytes, at, codingEnd)) {
          any = Math.max(any, weight);
        }
        at = comma + 1;
      }
    }
    return decide(gzip == UNNAMED ? any : gzip, identity);
  }

  private static boolean decide(int gzip, int identity) {
    return gzip > 0 && gzip >= identity;
  }

  private static int find(byte[] bytes, int from, int end, char mark) {
    int at = from;
    while (at < end && bytes[at] != mark) {
      at++;
    }
    return at;
  }

  /** The weight in thousandths, 1000 when none is given, {@link #UNNAMED} when it is malformed. */
  private static int weight(byte[] bytes, int semicolon, int end) {
    int at = skip(bytes, semicolon + 1, end);
    if (at >= end) {
      return MOST;
    }
    int last = trim(bytes, at, end);
    boolean named = (bytes[at] | 0x20) == 'q' && last - at >= 3 && bytes[at + 1] == '=';
    if (!named || bytes[at + 2] != '0' && bytes[at + 2] != '1') {
      return UNNAMED;
    }
    int thousandths = (bytes[at + 2] - '0') * MOST;
    if (last - at == 3) {
      return thousandths;
    }
    return bytes[at + 3] == '.' && last - at <= 7
        ? decimals(bytes, at + 4, last, thousandths)
        : UNNAMED;
  }

  private static int decimals(byte[] bytes, int from, int end, int whole) {
    int value = whole;
    int place = MOST / 10;
    for (int i = from; i < end; i++, place /= 10) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return UNNAMED;
      }
      value += (bytes[i] - '0') * place;
    }
    return value > MOST ? UNNAMED : value;
  }

  private static boolean isStar(byte[] bytes, int from, int end) {
    int start = skip(bytes, from, end);
    return trim(bytes, start, end) - start == 1 && bytes[start] == '*';
  }

  private static boolean is(byte[] bytes, int from, int end, byte[] lower) {
    int start = skip(bytes, from, end);
    if (trim(bytes, start, end) - start != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      int b = bytes[start + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static int skip(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static int trim(byte[] bytes, int start, int end) {
    int at = end;
    while (at > start && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
      at--;
    }
    return at;
  }
}
