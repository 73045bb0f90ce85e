package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.Moment;
import dev.mynah.agent.mock.function.Patterns;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Comparisons and what is made of them. All of them give true or false. */
final class ConditionFunctions {
  private ConditionFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("eq", TemplateFunction.value(call -> equal(call.arg(0), call.arg(1))));
    all.put("neq", TemplateFunction.value(call -> !equal(call.arg(0), call.arg(1))));
    all.put("gt", TemplateFunction.value(call -> compares(call, order -> order > 0)));
    all.put("gte", TemplateFunction.value(call -> compares(call, order -> order >= 0)));
    all.put("lt", TemplateFunction.value(call -> compares(call, order -> order < 0)));
    all.put("lte", TemplateFunction.value(call -> compares(call, order -> order <= 0)));
    all.put("and", TemplateFunction.value(ConditionFunctions::and));
    all.put("or", TemplateFunction.value(ConditionFunctions::or));
    all.put("not", TemplateFunction.value(call -> !Plain.isTrue(call.arg(0))));
    all.put("contains", TemplateFunction.value(ConditionFunctions::contains));
    all.put(
        "matches",
        TemplateFunction.value(call -> Patterns.matcher(call.text(1), call.text(0)).matches()));
  }

  /** Numbers by their value, everything else by its text. */
  static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return one == other;
    }
    boolean numeric = one instanceof Number || other instanceof Number;
    return numeric && Plain.isNumber(one) && Plain.isNumber(other)
        ? Plain.number(one).compareTo(Plain.number(other)) == 0
        : Plain.text(one).equals(Plain.text(other));
  }

  static int compare(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Moment a && other instanceof Moment b) {
      return a.at().compareTo(b.at());
    }
    return Plain.isNumber(one) && Plain.isNumber(other)
        ? Plain.number(one).compareTo(Plain.number(other))
        : Plain.text(one).compareTo(Plain.text(other));
  }

  private static boolean compares(FunctionCall call, IntPredicate wanted) {
    Object one = call.arg(0);
    Object other = call.arg(1);
    return one != null && other != null && wanted.test(compare(one, other));
  }

  private static boolean and(FunctionCall call) {
    for (int i = 0; i < call.count(); i++) {
      if (!Plain.isTrue(call.arg(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean or(FunctionCall call) {
    for (int i = 0; i < call.count(); i++) {
      if (Plain.isTrue(call.arg(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(FunctionCall call) {
    Object in = call.arg(0);
    if (in == null || call.arg(1) == null) {
      return false;
    }
    if (in instanceof List<?> list) {
      return list.stream().anyMatch(entry -> equal(entry, call.arg(1)));
    }
    return in instanceof Map<?, ?> map
        ? map.containsKey(call.text(1))
        : Plain.text(in).contains(call.text(1));
  }
}
