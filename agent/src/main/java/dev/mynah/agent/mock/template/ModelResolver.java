package dev.mynah.agent.mock.template;

import com.github.jknack.handlebars.ValueResolver;
import dev.mynah.agent.mock.function.ModelValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks names up in maps and values of the model and nowhere else: no fields, no methods, no bean
 * properties. So a template cannot get from a value to its class.
 */
final class ModelResolver implements ValueResolver {
  static final ModelResolver INSTANCE = new ModelResolver();

  private ModelResolver() {}

  @Override
  public Object resolve(Object context, String name) {
    Object found = null;
    if (context instanceof Map<?, ?> map) {
      found = map.get(name);
    } else if (context instanceof ModelValue value) {
      found = value.named(name);
    }
    return found == null ? UNRESOLVED : found;
  }

  @Override
  public Object resolve(Object context) {
    return UNRESOLVED;
  }

  @Override
  public Set<Map.Entry<String, Object>> propertySet(Object context) {
    if (!(context instanceof Map<?, ?> map)) {
      return Set.of();
    }
    Map<String, Object> entries = new HashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), value));
    return entries.entrySet();
  }
}
