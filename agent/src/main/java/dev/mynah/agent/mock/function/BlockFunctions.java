package dev.mynah.agent.mock.function;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Handlebars' own blocks, and keeping a value under a name. */
final class BlockFunctions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  private BlockFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("if", TemplateFunction.block(call -> when(call, Plain.isTrue(call.arg(0)))));
    all.put("unless", TemplateFunction.block(call -> when(call, !Plain.isTrue(call.arg(0)))));
    all.put("with", TemplateFunction.block(BlockFunctions::with));
    all.put("each", TemplateFunction.block(call -> each(call, call.arg(0))));
    all.put("lookup", TemplateFunction.value(BlockFunctions::lookup));
    all.put("assign", TemplateFunction.block(BlockFunctions::assign));
    all.put("val", TemplateFunction.value(BlockFunctions::val));
    all.put("hostname", TemplateFunction.value(FunctionCall::hostname));
    all.put("systemValue", TemplateFunction.value(BlockFunctions::systemValue));
  }

  /** The block form of a helper that only works out a value. */
  static String around(FunctionCall call, @Nullable Object value) {
    if (!Plain.isTrue(value) || value == null) {
      return call.otherwise();
    }
    if (value instanceof Boolean) {
      return call.block();
    }
    return value instanceof List && !(value instanceof ModelValue)
        ? each(call, value)
        : call.blockWith(value);
  }

  private static String when(FunctionCall call, boolean yes) {
    return yes ? call.block() : call.otherwise();
  }

  private static String with(FunctionCall call) {
    Object self = call.arg(0);
    return self == null || !Plain.isTrue(self) ? call.otherwise() : call.blockWith(self);
  }

  private static String each(FunctionCall call, @Nullable Object over) {
    if (over instanceof Map<?, ?> map && !map.isEmpty()) {
      return eachEntry(call, map);
    }
    if (!(over instanceof List<?> list) || list.isEmpty()) {
      return call.otherwise();
    }
    StringBuilder out = new StringBuilder();
    int index = 0;
    for (Iterator<?> entries = list.iterator(); entries.hasNext(); index++) {
      Object entry = entries.next();
      out.append(call.blockFor(entry == null ? "" : entry, index, index, !entries.hasNext()));
    }
    return out.toString();
  }

  private static String eachEntry(FunctionCall call, Map<?, ?> map) {
    StringBuilder out = new StringBuilder();
    int index = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      boolean last = index == map.size() - 1;
      out.append(call.blockFor(value == null ? "" : value, entry.getKey(), index, last));
      index++;
    }
    return out.toString();
  }

  private static @Nullable Object lookup(FunctionCall call) {
    Object in = call.arg(0);
    if (in instanceof Map<?, ?> map) {
      return map.get(call.text(1));
    }
    if (in instanceof List<?> list && Plain.isNumber(call.arg(1))) {
      long index = call.whole(call.arg(1));
      return index >= 0 && index < list.size() ? list.get((int) index) : null;
    }
    return null;
  }

  private static @Nullable Object assign(FunctionCall call) {
    Object value = call.isBlock() ? call.block() : call.arg(1);
    keep(call, call.text(0), value);
    return null;
  }

  /** Keeps a value under the name that a template gave; no value is kept as empty text. */
  static void keep(FunctionCall call, String name, @Nullable Object value) {
    if (!NAME.matcher(name).matches() || name.equals("request")) {
      throw call.failure("a name of letters, digits, _ and - is expected");
    }
    call.assign(name, value == null ? "" : value);
  }

  private static @Nullable Object val(FunctionCall call) {
    Object given = call.arg(0);
    Object value = given == null || Plain.text(given).isEmpty() ? call.option("or") : given;
    Object name = call.option("assign");
    if (name == null) {
      return value;
    }
    keep(call, Plain.text(name), value);
    return null;
  }

  private static @Nullable Object systemValue(FunctionCall call) {
    String found = call.systemValue(call.text("key", ""));
    return found == null ? call.option("default") : found;
  }
}
