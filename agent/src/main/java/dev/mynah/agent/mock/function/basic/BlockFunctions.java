package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.ModelValue;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handlebars' own blocks, and keeping a value under a name. */
final class BlockFunctions {
  private BlockFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("if", TemplateFunction.block(call -> when(call, Plain.isTrue(call.arg(0)))));
    all.put("unless", TemplateFunction.block(call -> when(call, !Plain.isTrue(call.arg(0)))));
    all.put("with", TemplateFunction.block(BlockFunctions::with));
    all.put("each", TemplateFunction.block(call -> each(call, call.arg(0))));
    all.put("lookup", TemplateFunction.value(BlockFunctions::lookup));
    all.put("assign", TemplateFunction.block(BlockFunctions::assign));
    all.put("val", TemplateFunction.value(BlockFunctions::val));
  }

  /** The block form of a helper that only works out a value. */
  static String around(FunctionCall call, @Nullable Object value) {
    if (!Plain.isTrue(value) || value == null) {
      return call.otherwise();
    }
    if (value instanceof Boolean) {
      return call.block();
    }
    boolean one = !(value instanceof List) || value instanceof ModelValue model && model.isOne();
    return one ? call.blockWith(value) : each(call, value);
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
    call.keep(call.text(0), value);
    return null;
  }

  private static @Nullable Object val(FunctionCall call) {
    Object given = call.arg(0);
    Object value = given == null || Plain.text(given).isEmpty() ? call.option("or") : given;
    Object name = call.option("assign");
    if (name == null) {
      return value;
    }
    call.keep(Plain.text(name), value);
    return null;
  }
}
