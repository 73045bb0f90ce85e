package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.SystemValues;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates may know of the machine they run on. */
final class SystemFunctions {
  private SystemFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("hostname", TemplateFunction.value(FunctionCall::hostname));
    all.put("systemValue", TemplateFunction.value(SystemFunctions::systemValue));
  }

  private static @Nullable Object systemValue(FunctionCall call) {
    String key = call.text("key", "");
    if (key.isEmpty()) {
      throw call.failure("key is missing");
    }
    SystemValues system = call.system();
    if (!system.allows(key)) {
      throw call.failure("templates.systemValues does not allow this name");
    }
    String found =
        switch (call.text("type", "ENVIRONMENT").toUpperCase(Locale.ROOT)) {
          case "ENVIRONMENT" -> system.variable(key);
          case "PROPERTY" -> system.property(key);
          default -> throw call.failure("type is ENVIRONMENT or PROPERTY");
        };
    return found == null ? call.option("default") : found;
  }
}
