package dev.mynah.settings.declare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that stand together under one key and become one record.
 *
 * @param <T> the record
 */
public final class Section<T> extends Type<T> {
  private final String name;
  private final String doc;
  private final Map<String, Setting<?>> settings;
  private final Keys keys;
  private final Builder<T> builder;

  /** Keys that are answered although they are not settings. */
  private record Keys(Map<String, String> later, Map<String, String> synonyms, String stray) {}

  /** Makes the record; null after an objection. */
  @FunctionalInterface
  public interface Builder<T> {
    @Nullable T build(Values values);
  }

  private Section(
      String name, String doc, Map<String, Setting<?>> settings, Keys keys, Builder<T> builder) {
    this.name = name;
    this.doc = doc;
    this.settings = settings;
    this.keys = keys;
    this.builder = builder;
  }

  /**
   * A section.
   *
   * @param name unique among all sections; names the definition in the JSON Schema
   * @param doc what it is for, in one sentence
   * @param builder called once every given setting could be read
   */
  public static <T> Section<T> of(
      String name, String doc, Builder<T> builder, Setting<?>... settings) {
    Map<String, Setting<?>> byKey = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      if (byKey.put(setting.key(), setting) != null) {
        throw new IllegalArgumentException(name + " declares " + setting.key() + " twice");
      }
    }
    return new Section<>(name, doc, byKey, new Keys(Map.of(), Map.of(), ""), builder);
  }

  /** The same with keys that the format has and this release has not, and what each will do. */
  public Section<T> later(Map<String, String> notYet) {
    return new Section<>(
        name, doc, settings, new Keys(Map.copyOf(notYet), keys.synonyms, keys.stray), builder);
  }

  /** The same with keys that other formats use, and what they are called here. */
  public Section<T> synonyms(Map<String, String> wrongToRight) {
    return new Section<>(
        name, doc, settings, new Keys(keys.later, Map.copyOf(wrongToRight), keys.stray), builder);
  }

  /** The same with a hint for any unknown key that nothing else explains. */
  public Section<T> stray(String hint) {
    return new Section<>(name, doc, settings, new Keys(keys.later, keys.synonyms, hint), builder);
  }

  /** The same that may also be written as one value. */
  public Type<T> orShort(Type<T> form) {
    return new ShortForm<>(this, form);
  }

  public String name() {
    return name;
  }

  public String doc() {
    return doc;
  }

  public Collection<Setting<?>> settings() {
    return settings.values();
  }

  /** Keys that are not in this release, with what each will do. */
  public Map<String, String> later() {
    return keys.later;
  }

  /** Keys that other formats use, with what they are called here. */
  public Map<String, String> synonyms() {
    return keys.synonyms;
  }

  @Override
  public @Nullable T read(Node node, Reading reading) {
    if (node instanceof Scalar scalar && scalar.isNull()) {
      return read(new Mapping(Map.of(), node.place()), reading);
    }
    if (!(node instanceof Mapping mapping)) {
      String known = String.join(", ", settings.keySet());
      reading.problems().error(node.place(), node.shown(), "expected a mapping with " + known);
      return null;
    }
    int before = reading.problems().errorCount();
    Values values = values(mapping, reading);
    return reading.problems().errorCount() == before ? builder.build(values) : null;
  }

  /**
   * Makes the record even when some settings could not be read, so that the builder can object to
   * what the others say; for the root of a configuration.
   */
  public @Nullable T build(Values values) {
    return builder.build(values);
  }

  /** Reads the settings, as far as they can be read. */
  public Values values(Mapping mapping, Reading reading) {
    Values values = new Values(mapping, reading);
    mapping.entries().forEach((key, child) -> readEntry(key, child, values, reading));
    for (Setting<?> setting : settings.values()) {
      if (setting.isRequired() && mapping.get(setting.key()) == null) {
        Place place = mapping.place().missing(setting.key());
        reading
            .problems()
            .error(place, "missing", "expected " + Words.withArticle(setting.type().words()));
      }
    }
    return values;
  }

  private void readEntry(String key, Node child, Values values, Reading reading) {
    Setting<?> setting = settings.get(key);
    if (setting == null) {
      unknown(key, child.place(), reading);
      return;
    }
    Node shown = setting.isSecret() ? MapType.hidden(child) : child;
    Object value = setting.type().read(shown, reading);
    if (value != null) {
      values.put(setting, value);
    }
  }

  /** Notes a key that is not one of this section's. */
  public void unknown(String key, Place place, Reading reading) {
    String later = keys.later.get(key);
    if (later != null) {
      reading.problems().error(place, "not in this release", later);
      return;
    }
    reading.problems().error(place, "unknown key", hint(key));
  }

  private String hint(String key) {
    String synonym = keys.synonyms.get(key);
    if (synonym != null) {
      return "did you mean " + synonym + "?";
    }
    String inside = inside(key);
    if (inside != null) {
      return "did you mean " + inside + "?";
    }
    String near = Suggestion.nearest(key, settings.keySet());
    if (near != null) {
      return "did you mean " + near + "?";
    }
    return keys.stray.isEmpty() ? "expected " + String.join(", ", settings.keySet()) : keys.stray;
  }

  /** The key as one of a section written inside this one: {@code status} is {@code mock.status}. */
  private @Nullable String inside(String key) {
    for (Setting<?> setting : settings.values()) {
      boolean direct = !(setting.type() instanceof ListType || setting.type() instanceof MapType);
      for (Section<?> section : direct ? setting.type().sections() : List.<Section<?>>of()) {
        if (section.settings.containsKey(key)) {
          return setting.key() + "." + key;
        }
      }
    }
    return null;
  }

  @Override
  public String words() {
    return "section";
  }

  @Override
  public List<Section<?>> sections() {
    return List.of(this);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(this);
  }

  void writeSchema(ObjectNode schema, Definitions definitions) {
    schema.putArray("type").add("object").add("null");
    schema.put("description", doc);
    writeProperties(schema, definitions);
    schema.put("additionalProperties", false);
  }

  /** Adds this section's settings to a schema of an object. */
  public void writeProperties(ObjectNode schema, Definitions definitions) {
    ObjectNode properties = schema.withObjectProperty("properties");
    for (Setting<?> setting : settings.values()) {
      ObjectNode property = setting.type().schema(definitions);
      property.put("description", sentence(setting));
      if (setting.example() != null) {
        property.putArray("examples").add(setting.example());
      }
      properties.set(setting.key(), property);
      if (setting.isRequired()) {
        ArrayNode required = schema.withArrayProperty("required");
        required.add(setting.key());
      }
    }
  }

  private static String sentence(Setting<?> setting) {
    String allowed = setting.type().allowed();
    String byDefault = setting.defaultWords();
    return setting.doc()
        + (allowed.isEmpty() ? "" : " Allowed: " + allowed + ".")
        + (byDefault.isEmpty() ? "" : " Default: " + byDefault + ".");
  }
}
