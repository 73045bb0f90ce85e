package dev.mynah.agent.mock.request;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.mock.function.TextList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Header fields by name in any case. Values are UTF-8 where they can be, else ISO 8859-1. */
final class HeaderMap extends LazyMap<TextList> {
  private final Fields fields;

  HeaderMap(Fields fields) {
    this.fields = fields;
  }

  @Override
  @Nullable TextList find(String key) {
    FieldName name;
    try {
      name = FieldName.of(key);
    } catch (IllegalArgumentException e) {
      return null;
    }
    TextList values = null;
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      values = values == null ? new TextList() : values;
      values.add(text(i));
    }
    return values;
  }

  @Override
  Map<String, TextList> all() {
    Map<String, TextList> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < fields.size(); i++) {
      all.computeIfAbsent(fields.name(i), name -> new TextList()).add(text(i));
    }
    return all;
  }

  private String text(int i) {
    int start = fields.valueStart(i);
    int end = fields.valueEnd(i);
    byte[] bytes = fields.array();
    int at = start;
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    if (at == end) {
      return fields.value(i);
    }
    return Utf8.text(bytes, start, end);
  }
}
