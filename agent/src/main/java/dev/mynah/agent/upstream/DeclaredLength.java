package dev.mynah.agent.upstream;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;

/** The length of content that is named but not sent: in answers to HEAD, and in a 304. */
final class DeclaredLength {
  private static final int NO_CONTENT = 204;
  private static final int MAX_DIGITS = 18;
  private static final int DECIMAL = 10;

  private DeclaredLength() {}

  /** The length, 0 where there can be none, -1 where none is named. */
  static long of(ResponseHead head) {
    Fields fields = head.fields();
    int line = fields.indexOf(FieldName.CONTENT_LENGTH, 0);
    if (line < 0) {
      return head.status() == NO_CONTENT ? 0 : -1;
    }
    long length = 0;
    for (int i = fields.valueStart(line); i < fields.valueEnd(line); i++) {
      int digit = fields.array()[i] - '0';
      boolean sound = digit >= 0 && digit < DECIMAL && i - fields.valueStart(line) < MAX_DIGITS;
      if (!sound) {
        return -1;
      }
      length = length * DECIMAL + digit;
    }
    return length;
  }
}
