package dev.mynah.agent.mock.function.json;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.ModelValue;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON: reading, writing, and changing copies of it. */
public final class JsonFunctions {
  private static final String EACH_ENTRY = "[*]";

  private JsonFunctions() {}

  /** Adds all of them under their names. */
  public static void addTo(Map<String, TemplateFunction> all) {
    all.put("jsonPath", TemplateFunction.value(JsonFunctions::jsonPath));
    all.put("parseJson", TemplateFunction.block(JsonFunctions::parseJson));
    all.put("toJson", TemplateFunction.value(call -> Plain.json(call.arg(0), false)));
    all.put("formatJson", TemplateFunction.block(JsonFunctions::formatJson));
    all.put("jsonMerge", TemplateFunction.block(JsonFunctions::jsonMerge));
    all.put("jsonRemove", TemplateFunction.value(JsonFunctions::jsonRemove));
    all.put("jsonArrayAdd", TemplateFunction.block(JsonFunctions::jsonArrayAdd));
    all.put("jsonSort", TemplateFunction.value(JsonFunctions::jsonSort));
  }

  /** What is wrong with a JSONPath that stands in a template, or null. */
  public static @Nullable String problem(String literal) {
    return JsonPaths.hasRegex(literal) ? JsonPaths.NO_REGEX : null;
  }

  /** A value, or what its JSON text says; empty text is no value. */
  private static @Nullable Object read(FunctionCall call, @Nullable Object given) {
    if (given instanceof CharSequence || given instanceof ModelValue) {
      String text = given.toString();
      return text.isBlank() ? null : call.json(text);
    }
    return given;
  }

  private static @Nullable Object jsonPath(FunctionCall call) {
    Object found = JsonPaths.read(read(call, call.arg(0)), call.text(1));
    return found == null ? call.option("default") : found;
  }

  private static @Nullable Object parseJson(FunctionCall call) {
    String name = call.text(call.isBlock() ? 0 : 1);
    Object value = read(call, call.isBlock() ? call.block() : call.arg(0));
    if (name.isEmpty()) {
      return value;
    }
    call.keep(name, value);
    return null;
  }

  private static String formatJson(FunctionCall call) {
    Object value = read(call, call.isBlock() ? call.block() : call.arg(0));
    return Plain.json(value, !call.text("format", "pretty").equals("compact"));
  }

  private static @Nullable Object jsonMerge(FunctionCall call) {
    boolean removeNulls = call.flag("removeNulls", false);
    Object merged = Plain.plain(read(call, call.arg(0)));
    for (int i = 1; i < call.count(); i++) {
      merged = merge(merged, Plain.plain(read(call, call.arg(i))), removeNulls);
    }
    return call.isBlock()
        ? Plain.json(merge(merged, read(call, call.block()), removeNulls), false)
        : merged;
  }

  /** Objects entry by entry, everything else by what comes later. */
  private static @Nullable Object merge(
      @Nullable Object under, @Nullable Object over, boolean removeNulls) {
    if (!(under instanceof Map<?, ?> base) || !(over instanceof Map<?, ?> added)) {
      return over;
    }
    Map<Object, @Nullable Object> out = new LinkedHashMap<>(base);
    added.forEach(
        (key, value) -> {
          if (value == null && removeNulls) {
            out.remove(key);
          } else {
            out.put(key, merge(out.get(key), value, removeNulls));
          }
        });
    return out;
  }

  private static @Nullable Object jsonRemove(FunctionCall call) {
    Object copy = Plain.plain(read(call, call.arg(0)));
    return copy instanceof Map || copy instanceof List
        ? JsonPaths.remove(copy, call.text(1))
        : copy;
  }

  private static @Nullable Object jsonArrayAdd(FunctionCall call) {
    Object copy = Plain.plain(read(call, call.arg(0)));
    String path = call.text("jsonPath", "$");
    if (!(JsonPaths.read(copy, path) instanceof List<?> found)) {
      throw call.failure("an array is expected");
    }
    @SuppressWarnings("unchecked") // a copy in plain lists, made above
    List<@Nullable Object> array = (List<@Nullable Object>) found;
    Object added = Plain.plain(read(call, call.isBlock() ? call.block() : call.arg(1)));
    if (added instanceof List<?> several && call.flag("flatten", false)) {
      array.addAll(several);
    } else {
      array.add(added);
    }
    long most = call.whole("maxItems", Integer.MAX_VALUE);
    while (array.size() > Math.max(0, most)) {
      array.remove(0);
    }
    return call.isBlock() ? Plain.json(copy, false) : copy;
  }

  private static @Nullable Object jsonSort(FunctionCall call) {
    Object copy = Plain.plain(read(call, call.arg(0)));
    String path = call.text(1);
    int star = path.indexOf(EACH_ENTRY);
    String key = star < 0 ? "$" : "$" + path.substring(star + EACH_ENTRY.length());
    String where = star < 0 ? path : path.substring(0, star);
    Object found = JsonPaths.read(copy, where.isEmpty() ? "$" : where);
    if (!(found instanceof List<?> list) || call.count() < 2) {
      throw call.failure("an array and the path of its sort key, as $[*].name, are expected");
    }
    @SuppressWarnings("unchecked") // a copy in plain lists, made above
    List<@Nullable Object> array = (List<@Nullable Object>) list;
    sort(array, key, call.text("order", "asc").equalsIgnoreCase("desc"));
    return copy;
  }

  private record Keyed(@Nullable Object key, @Nullable Object entry) {}

  private static void sort(List<@Nullable Object> array, String key, boolean descending) {
    List<Keyed> keyed = new ArrayList<>(array.size());
    for (Object entry : array) {
      keyed.add(new Keyed(JsonPaths.read(entry, key), entry));
    }
    Comparator<Keyed> order = (a, b) -> compare(a.key(), b.key());
    keyed.sort(descending ? Collections.reverseOrder(order) : order);
    array.clear();
    keyed.forEach(each -> array.add(each.entry()));
  }

  /** Entries without the key come first; numbers before text, so that the order is total. */
  private static int compare(@Nullable Object one, @Nullable Object other) {
    int byKind = Integer.compare(kind(one), kind(other));
    if (byKind != 0 || one == null) {
      return byKind;
    }
    return one instanceof Number
        ? Plain.number(one).compareTo(Plain.number(other))
        : Plain.text(one).compareTo(Plain.text(other));
  }

  private static int kind(@Nullable Object key) {
    if (key == null) {
      return 0;
    }
    return key instanceof Number ? 1 : 2;
  }
}
