package dev.mynah.agent.upstream;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;

/** What an answer's head says about its connection and its content. */
final class AnswerRules {
  private static final int NO_CONTENT = 204;
  private static final int MAX_DIGITS = 18;
  private static final int DECIMAL = 10;

  private AnswerRules() {}

  /** Whether the upstream means to take another request (RFC 9112 section 9.3). */
  static boolean isPersistent(ResponseHead head) {
    Fields fields = head.fields();
    return head.version() == Version.HTTP_1_0
        ? fields.lists(FieldName.CONNECTION, "keep-alive")
        : !fields.lists(FieldName.CONNECTION, "close");
  }

  /**
   * The length of content that is named but not sent, in answers to HEAD and in a 304: 0 where
   * there can be none, -1 where none is named.
   */
  static long declaredLength(ResponseHead head) {
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

  /** What the reader of the wire format refuses is the upstream's fault, and told as such. */
  static Failure told(Failure rejected) {
    return rejected == Failure.HEADER_TOO_LARGE
        ? Failure.UPSTREAM_TOO_LARGE
        : Failure.UPSTREAM_PROTOCOL;
  }
}
