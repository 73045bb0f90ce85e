package dev.mynah.exporter.openapi;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record, as it stands in JSON.
 *
 * @param name in lower case with underscores
 * @param nullable whether it may be {@code null}
 * @param inline whether its components stand in its place
 */
record RecordField(
    String name, Type type, boolean nullable, boolean inline, String about, Method accessor) {
  private static final ClassValue<List<RecordField>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<RecordField> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(RecordField::of).toList();
        }
      };

  /** The components of a record, in order. */
  static List<RecordField> of(Class<?> type) {
    return FIELDS.get(type);
  }

  @Nullable Object read(Object owner) {
    try {
      return accessor.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record that cannot be read: " + owner.getClass(), e);
    }
  }

  /** What a list is of; the type itself where it is no list. */
  static Type element(Type type) {
    return type instanceof ParameterizedType several ? several.getActualTypeArguments()[0] : type;
  }

  private static RecordField of(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    About about = component.getAnnotation(About.class);
    return new RecordField(
        snakeCase(component.getName()),
        component.getGenericType(),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        component.isAnnotationPresent(Inline.class),
        about == null ? "" : about.value(),
        accessor);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
