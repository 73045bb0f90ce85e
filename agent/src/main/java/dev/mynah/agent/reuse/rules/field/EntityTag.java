package dev.mynah.agent.reuse.rules.field;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity tag (RFC 9110 section 8.8.3).
 *
 * @param weak whether it promises equivalence only, not equal bytes
 * @param opaque the text between the quotes
 */
public record EntityTag(boolean weak, String opaque) {
  /** How many tags of one list are looked at; what comes after them matches nothing. */
  private static final int MOST_TAGS = 256;

  /** The tag that this text is, or null when it is none: no quotes, a blank, a small {@code w/}. */
  public static @Nullable EntityTag parse(String text) {
    int end = end(text, 0);
    return end == text.length() ? of(text, 0, end) : null;
  }

  /** The tag in this answer's {@code ETag}, or null: none, a malformed one, or several. */
  public static @Nullable EntityTag of(Fields answer) {
    int at = answer.indexOf(CacheFields.ETAG, 0);
    if (at < 0 || answer.indexOf(CacheFields.ETAG, at + 1) >= 0) {
      return null;
    }
    return parse(answer.value(at));
  }

  /** All tags of a list field; members that are malformed are left out. */
  public static List<EntityTag> list(Fields fields, FieldName name) {
    List<EntityTag> tags = new ArrayList<>();
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      readLine(fields.value(i), tags);
    }
    return tags;
  }

  /** Whether the field says {@code *}: any representation at all. */
  public static boolean isAny(Fields fields, FieldName name) {
    int at = fields.indexOf(name, 0);
    return at >= 0 && fields.indexOf(name, at + 1) < 0 && fields.valueIs(at, "*");
  }

  private static void readLine(String line, List<EntityTag> into) {
    int at = 0;
    while (at < line.length() && into.size() < MOST_TAGS) {
      char c = line.charAt(at);
      if (c == ',' || c == ' ' || c == '\t') {
        at++;
        continue;
      }
      int end = end(line, at);
      if (end > 0 && endsMember(line, end)) {
        into.add(of(line, at, end));
        at = end;
      } else {
        int comma = line.indexOf(',', Math.max(at, end));
        at = comma < 0 ? line.length() : comma;
      }
    }
  }

  private static boolean endsMember(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at == line.length() || line.charAt(at) == ',';
  }

  /** Where the tag that begins here ends, or -1 when none does. */
  private static int end(String text, int from) {
    int quote = text.startsWith("W/", from) ? from + 2 : from;
    if (quote >= text.length() || text.charAt(quote) != '"') {
      return -1;
    }
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c <= ' ' || c == 0x7f || c > 0xff) {
        return -1;
      }
    }
    return -1;
  }

  private static EntityTag of(String text, int from, int end) {
    boolean weak = text.charAt(from) == 'W';
    return new EntityTag(weak, text.substring(weak ? from + 3 : from + 1, end - 1));
  }

  /** Both are strong and the same (RFC 9110 section 8.8.3.2): byte for byte equal. */
  public boolean matchesStrongly(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /** The same but for weakness (RFC 9110 section 8.8.3.2): good for the same use. */
  public boolean matchesWeakly(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /** As it stands in a field. */
  @Override
  public String toString() {
    return (weak ? "W/\"" : "\"") + opaque + '"';
  }
}
