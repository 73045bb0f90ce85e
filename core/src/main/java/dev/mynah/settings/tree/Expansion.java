package dev.mynah.settings.tree;

import dev.mynah.settings.tree.Node.Scalar;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}} by what the environment says; a second
 * dollar sign in front keeps the text as it is, less that sign. For one thread.
 */
public final class Expansion {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String FORMS = "expected ${NAME}, ${NAME:-default} or $${ for the text ${";

  private final Map<String, String> environment;
  private final Set<String> referredTo = new HashSet<>();

  public Expansion(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The value's text after replacement, or null after a problem. */
  public @Nullable String expand(Scalar scalar, Problems problems) {
    String text = scalar.text();
    int from = text.indexOf("${");
    if (from < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int done = 0;
    while (from >= 0) {
      if (from > done && text.charAt(from - 1) == '$') {
        out.append(text, done, from - 1).append("${");
        done = from + 2;
      } else {
        int end = text.indexOf('}', from);
        String value = end < 0 ? null : value(text.substring(from + 2, end), scalar, problems);
        if (end < 0) {
          problems.error(scalar.place(), "${ without }", FORMS);
        }
        if (value == null) {
          return null;
        }
        out.append(text, done, from).append(value);
        done = end + 1;
      }
      from = text.indexOf("${", done);
    }
    return out.append(text, done, text.length()).toString();
  }

  /** The names met so far, set or not. */
  public Set<String> referredTo() {
    return Set.copyOf(referredTo);
  }

  private @Nullable String value(String inside, Scalar scalar, Problems problems) {
    int colon = inside.indexOf(":-");
    String name = colon < 0 ? inside : inside.substring(0, colon);
    String fallback = colon < 0 ? null : inside.substring(colon + 2);
    if (!NAME.matcher(name).matches() || (fallback != null && fallback.contains("${"))) {
      problems.error(scalar.place(), "${" + Shown.of(inside) + "}", FORMS);
      return null;
    }
    referredTo.add(name);
    String value = environment.get(name);
    if (fallback != null) {
      return value == null || value.isEmpty() ? fallback : value;
    }
    if (value == null) {
      problems.error(
          scalar.place(),
          "${" + name + "} is not set in the environment",
          "set it, or write ${" + name + ":-default}");
    }
    return value;
  }
}
