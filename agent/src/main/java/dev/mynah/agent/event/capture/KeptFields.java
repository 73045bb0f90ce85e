package dev.mynah.agent.event.capture;

import dev.mynah.agent.http.Fields;
import dev.mynah.ledger.journal.HitEvent.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Header fields as they may be told: those that are asked for, bounded, without secrets. */
final class KeptFields {
  static final int MOST_FIELDS = 100;
  static final int MOST_CHARS = 1024;

  /** Fields that hold addresses, whose queries and fragments carry secrets. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "referer",
          "location",
          "content-location",
          "destination",
          "refresh",
          "link",
          "x-original-url",
          "x-rewrite-url",
          "x-forwarded-uri",
          "cache-status",
          "x-mynah-explain");

  private static final Pattern USER = Pattern.compile("//[^/?#@]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*");

  private KeptFields() {}

  /**
   * @param secret a further name whose value is one, in lower case; empty for none
   */
  static List<Field> of(Fields fields, CaptureRules rules, String secret) {
    List<Field> kept = new ArrayList<>();
    for (int i = 0; i < fields.size() && kept.size() < MOST_FIELDS; i++) {
      String name = fields.name(i);
      String lower = name.toLowerCase(Locale.ROOT);
      if (rules.keeps(lower)) {
        boolean struck = lower.equals(secret) || rules.secrets().has(lower);
        kept.add(new Field(cut(name), struck ? SecretNames.STRUCK : told(lower, fields.value(i))));
      }
    }
    return kept;
  }

  private static String told(String lower, String value) {
    if (!ADDRESSES.contains(lower)) {
      return cut(value);
    }
    return cut(QUERY.matcher(USER.matcher(value).replaceAll("//")).replaceFirst(""));
  }

  private static String cut(String text) {
    return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text;
  }
}
