package dev.mynah.agent.mock.request;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.mock.function.TextList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cookies by name (RFC 6265 section 5.4), without the quotes around a value. */
final class CookieMap extends LazyMap<TextList> {
  private final Fields fields;

  CookieMap(Fields fields) {
    this.fields = fields;
  }

  @Override
  @Nullable TextList find(String key) {
    return all().get(key);
  }

  @Override
  Map<String, TextList> all() {
    Map<String, TextList> all = new LinkedHashMap<>();
    for (int i = fields.indexOf(FieldName.COOKIE, 0);
        i >= 0;
        i = fields.indexOf(FieldName.COOKIE, i + 1)) {
      for (String pair : fields.value(i).split(";")) {
        int sign = pair.indexOf('=');
        if (sign > 0) {
          all.computeIfAbsent(pair.substring(0, sign).strip(), name -> new TextList())
              .add(unquoted(pair.substring(sign + 1).strip()));
        }
      }
    }
    return all;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
