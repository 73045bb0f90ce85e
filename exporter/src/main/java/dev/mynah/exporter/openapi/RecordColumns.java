package dev.mynah.exporter.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A record as the cells of a table, by the same reading of it as its JSON. Any thread. */
public final class RecordColumns {
  private RecordColumns() {}

  /** The names of the columns. */
  public static List<String> names(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (RecordField field : RecordField.of(type)) {
      if (field.inline() && field.type() instanceof Class<?> nested) {
        names.addAll(names(nested));
      } else {
        names.add(field.name());
      }
    }
    return names;
  }

  /** Hands over the cells of a row, in the order of the names. */
  public static void cells(Record row, BiConsumer<String, @Nullable Object> sink) {
    for (RecordField field : RecordField.of(row.getClass())) {
      Object value = field.read(row);
      if (field.inline() && value instanceof Record nested) {
        cells(nested, sink);
      } else {
        sink.accept(field.name(), value);
      }
    }
  }
}
