package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that need nothing but their arguments. */
public final class BasicFunctions {
  private BasicFunctions() {}

  /** Adds all of them under their names. */
  public static void addTo(Map<String, TemplateFunction> all) {
    BlockFunctions.addTo(all);
    ConditionFunctions.addTo(all);
    TextFunctions.addTo(all);
    TimeFunctions.addTo(all);
    RandomFunctions.addTo(all);
    ListFunctions.addTo(all);
    SystemFunctions.addTo(all);
  }

  /** The block form of a function that only works out a value: with it, for each of it, or else. */
  public static String around(FunctionCall call, @Nullable Object value) {
    return BlockFunctions.around(call, value);
  }
}
