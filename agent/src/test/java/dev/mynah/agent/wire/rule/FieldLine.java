package dev.mynah.agent.wire.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a head as a rule gives it.
 *
 * @param value null says that there shall be no such field
 */
record FieldLine(String name, @Nullable String value) {

  /** A mapping of names to a value, a list of values or nothing. */
  static List<FieldLine> lines(Map<?, ?> fields) {
    List<FieldLine> lines = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof List<?> values) {
            values.forEach(each -> lines.add(new FieldLine(name.toString(), each.toString())));
          } else {
            lines.add(new FieldLine(name.toString(), value == null ? null : value.toString()));
          }
        });
    return lines;
  }

  static boolean names(List<FieldLine> lines, String name) {
    return lines.stream().anyMatch(line -> line.name().equalsIgnoreCase(name));
  }

  /** As bytes of a head; nothing when there is no value. */
  String wire(Moments moments) {
    return value == null ? "" : name + ": " + moments.filled(value) + "\r\n";
  }
}
