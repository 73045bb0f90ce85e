package dev.mynah.agent.event.capture;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.ledger.journal.HitEvent.Body;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A captured body as it may be told. JSON and forms lose their secrets; where those cannot be found
 * (a coding that is not undone, parts of a form with files, JSON that is broken) the text is
 * withheld. Everything else is told as it is, as UTF-8 or in Base64.
 */
final class KeptBody {
  private enum Kind {
    JSON,
    FORM,
    PARTS,
    OTHER
  }

  private KeptBody() {}

  /**
   * @param fields of the message whose body it is
   * @return null when there was none
   */
  static @Nullable Body of(@Nullable BodyTap tap, Fields fields, CaptureRules rules) {
    if (tap == null || tap.totalBytes() == 0) {
      return null;
    }
    Kind kind = kind(fields);
    Unfolded plain = Unfolded.of(tap, fields, rules.bodyLimitBytes());
    if (plain == null) {
      return kind == Kind.OTHER ? base64(tap.kept(), tap.keptBytes(), tap) : withheld(tap);
    }
    if (kind == Kind.OTHER && looksLikeJson(plain)) {
      kind = Kind.JSON;
    }
    boolean cut = plain.isCut();
    return switch (kind) {
      case JSON -> text(JsonText.struck(plain.bytes(), plain.length(), cut, rules), cut, tap);
      case FORM -> form(plain, rules, tap);
      case PARTS -> withheld(tap);
      case OTHER -> asItIs(plain, tap);
    };
  }

  private static Kind kind(Fields fields) {
    String type = fields.get(FieldName.CONTENT_TYPE);
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (lower.contains("json")) {
      return Kind.JSON;
    }
    if (lower.startsWith("application/x-www-form-urlencoded")) {
      return Kind.FORM;
    }
    return lower.startsWith("multipart/") ? Kind.PARTS : Kind.OTHER;
  }

  /** Nobody has to say that it is. */
  private static boolean looksLikeJson(Unfolded plain) {
    for (int i = 0; i < plain.length(); i++) {
      byte b = plain.bytes()[i];
      if (b == '{' || b == '[') {
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return false;
  }

  private static Body form(Unfolded plain, CaptureRules rules, BodyTap tap) {
    String text = utf8(plain);
    return text(text == null ? null : FormText.struck(text, rules.secrets()), plain.isCut(), tap);
  }

  private static Body asItIs(Unfolded plain, BodyTap tap) {
    String text = utf8(plain);
    return text == null
        ? base64(plain.bytes(), plain.length(), tap)
        : new Body(text, false, plain.isCut(), tap.totalBytes());
  }

  private static Body text(@Nullable String text, boolean cut, BodyTap tap) {
    return text == null ? withheld(tap) : new Body(text, false, cut, tap.totalBytes());
  }

  private static Body withheld(BodyTap tap) {
    return new Body("", false, true, tap.totalBytes());
  }

  private static Body base64(byte[] bytes, int length, BodyTap tap) {
    String text = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
    return new Body(text, true, !tap.isWhole(), tap.totalBytes());
  }

  /** The text, or null when it is none; a character that was cut through is left out. */
  private static @Nullable String utf8(Unfolded plain) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(plain.length());
    ByteBuffer bytes = ByteBuffer.wrap(plain.bytes(), 0, plain.length());
    CoderResult result = decoder.decode(bytes, text, !plain.isCut());
    if (result.isError()) {
      return null;
    }
    text.flip();
    boolean binary = text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\r' && c != '\n');
    return binary ? null : text.toString();
  }
}
