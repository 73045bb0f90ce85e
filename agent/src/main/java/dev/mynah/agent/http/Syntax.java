package dev.mynah.agent.http;

/** Character classes of RFC 9110 section 5.6 and RFC 3986, by table. */
public final class Syntax {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final boolean[] TOKEN = new boolean[256];
  private static final boolean[] FIELD_VALUE = new boolean[256];
  private static final boolean[] TARGET = new boolean[256];

  static {
    for (int c = 0; c < 256; c++) {
      boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      TOKEN[c] = letterOrDigit || TOKEN_MARKS.indexOf(c) >= 0;
      FIELD_VALUE[c] = c == '\t' || c >= ' ' && c != 0x7f;
      TARGET[c] = c > ' ' && c != 0x7f && c != '#';
    }
  }

  private Syntax() {}

  /** Whether the bytes are a token: not empty, and of token characters alone. */
  public static boolean isToken(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!TOKEN[bytes[i] & 0xff]) {
        return false;
      }
    }
    return end > start;
  }

  public static boolean isTokenByte(byte b) {
    return TOKEN[b & 0xff];
  }

  /** Whether the byte may stand in a field value: visible, blank, tab or obs-text. */
  public static boolean isFieldValueByte(byte b) {
    return FIELD_VALUE[b & 0xff];
  }

  /** Whether the byte may stand in a request target: no blank, control or fragment mark. */
  public static boolean isTargetByte(byte b) {
    return TARGET[b & 0xff];
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }

  /** The value of a hexadecimal digit, or -1. */
  public static int hexDigit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
