package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fields that a message's {@code Connection} names: they end here (RFC 9110 section 7.6.1). */
public final class Nominated {
  /** What {@code Connection} usually says: options, or fields that the tables know. */
  private static final Set<String> KNOWN =
      Set.of(
          "close",
          "keep-alive",
          "upgrade",
          "te",
          "http2-settings",
          "proxy-connection",
          "transfer-encoding",
          "trailer");

  /** Naming these would let a client erase who it is or where the message ends. */
  private static final Set<String> NOT_TO_BE_NAMED =
      Set.of(
          "host",
          "content-length",
          "via",
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto");

  private static final FieldName[] NONE = {};

  private Nominated() {}

  /** The names beyond the known ones; almost always none, which costs one look-up. */
  static FieldName[] of(Fields fields) {
    int first = fields.indexOf(FieldName.CONNECTION, 0);
    if (first < 0 || isUsual(fields, first)) {
      return NONE;
    }
    List<FieldName> names = new ArrayList<>();
    for (int i = first; i >= 0; i = fields.indexOf(FieldName.CONNECTION, i + 1)) {
      for (String option : fields.value(i).split(",", -1)) {
        collect(option.strip(), names);
      }
    }
    return names.toArray(NONE);
  }

  private static boolean isUsual(Fields fields, int line) {
    boolean usual =
        fields.valueIs(line, "keep-alive")
            || fields.valueIs(line, "close")
            || fields.valueIs(line, "upgrade");
    return usual && fields.indexOf(FieldName.CONNECTION, line + 1) < 0;
  }

  private static void collect(String option, List<FieldName> into) {
    String lower = option.toLowerCase(Locale.ROOT);
    byte[] text = option.getBytes(StandardCharsets.ISO_8859_1);
    boolean names =
        Syntax.isToken(text, 0, text.length)
            && !KNOWN.contains(lower)
            && !NOT_TO_BE_NAMED.contains(lower);
    if (names) {
      into.add(FieldName.of(option));
    }
  }

  static boolean has(FieldName[] names, Fields fields, int i) {
    for (FieldName name : names) {
      if (fields.is(i, name)) {
        return true;
      }
    }
    return false;
  }

  /** Removes the named fields from an answer. */
  static void removeFrom(Fields fields) {
    for (FieldName name : of(fields)) {
      fields.remove(name);
    }
  }
}
