package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.BoundedText;
import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists. What comes in is never changed, what comes out is new. */
final class ListFunctions {
  private static final int MOST_ENTRIES = 10_000;

  private ListFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("range", TemplateFunction.value(ListFunctions::range));
    all.put("array", TemplateFunction.value(ListFunctions::array));
    all.put("arrayAdd", TemplateFunction.value(ListFunctions::arrayAdd));
    all.put("arrayRemove", TemplateFunction.value(ListFunctions::arrayRemove));
    all.put("arrayJoin", TemplateFunction.block(ListFunctions::arrayJoin));
    all.put("join", TemplateFunction.value(ListFunctions::join));
  }

  private static List<Long> range(FunctionCall call) {
    long lower = call.whole(call.arg(0));
    long upper = call.whole(call.arg(1));
    if (upper < lower || upper - lower >= MOST_ENTRIES || upper - lower < 0) {
      throw call.failure("a range goes up and has at most " + MOST_ENTRIES + " entries");
    }
    List<Long> out = new ArrayList<>();
    for (long i = lower; i <= upper; i++) {
      out.add(i);
    }
    return out;
  }

  private static List<@Nullable Object> array(FunctionCall call) {
    List<@Nullable Object> out = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      out.add(call.arg(i));
    }
    return out;
  }

  private static List<@Nullable Object> arrayAdd(FunctionCall call) {
    List<@Nullable Object> out = new ArrayList<>(call.list(0));
    if (out.size() >= MOST_ENTRIES) {
      throw call.failure("a list has at most " + MOST_ENTRIES + " entries");
    }
    out.add(position(call, out.size(), out.size()), call.arg(1));
    return out;
  }

  private static List<@Nullable Object> arrayRemove(FunctionCall call) {
    List<@Nullable Object> out = new ArrayList<>(call.list(0));
    if (!out.isEmpty()) {
      out.remove(position(call, out.size() - 1, out.size() - 1));
    }
    return out;
  }

  /** The named position: a number, {@code start} or {@code end}. */
  private static int position(FunctionCall call, int otherwise, int last) {
    String given = call.text("position", "");
    if (given.isEmpty() || given.equals("end")) {
      return otherwise;
    }
    long at = given.equals("start") ? 0 : call.whole((Object) given);
    if (at < 0 || at > last) {
      throw call.failure("position is start, end or 0 to the last entry");
    }
    return (int) at;
  }

  private static String arrayJoin(FunctionCall call) {
    List<?> entries = call.list(1);
    List<@Nullable Object> parts = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Object entry = entries.get(i);
      boolean last = i == entries.size() - 1;
      Object self = entry == null ? "" : entry;
      parts.add(call.isBlock() ? call.blockFor(self, i, i, last) : entry);
    }
    return call.text("prefix", "") + joined(parts, call.text(0)) + call.text("suffix", "");
  }

  /** {@code join list separator}, as string libraries have it. */
  private static String join(FunctionCall call) {
    return joined(call.list(0), call.count() > 1 ? call.text(1) : ",");
  }

  private static String joined(List<?> parts, String separator) {
    BoundedText out = new BoundedText(Plain.MOST_CHARACTERS);
    for (int i = 0; i < parts.size(); i++) {
      String text = (i == 0 ? "" : separator) + Plain.text(parts.get(i));
      out.write(text, 0, text.length());
    }
    return out.toString();
  }
}
