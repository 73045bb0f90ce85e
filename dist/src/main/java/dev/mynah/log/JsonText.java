package dev.mynah.log;

/**
 * Writes one flat JSON object field by field; control characters are escaped, so that a value never
 * breaks the line it is on.
 */
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(256).append('{');

  JsonText field(String name, String value) {
    key(name);
    quoted(value);
    return this;
  }

  JsonText field(String name, long value) {
    key(name);
    out.append(value);
    return this;
  }

  String line() {
    return out.append("}\n").toString();
  }

  private void key(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    quoted(name);
    out.append(':');
  }

  private void quoted(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
          escaped(c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private void escaped(char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[(c >> 8) & 0xf])
        .append(HEX[(c >> 4) & 0xf])
        .append(HEX[c & 0xf]);
  }
}
