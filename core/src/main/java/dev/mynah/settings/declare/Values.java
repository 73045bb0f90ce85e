package dev.mynah.settings.declare;

import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Place;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was given for the settings of one section, where it stands, and a place for objections. */
public final class Values {
  private final Mapping mapping;
  private final Reading reading;
  private final Map<Setting<?>, Object> values;

  Values(Mapping mapping, Reading reading) {
    this(mapping, reading, new HashMap<>());
  }

  private Values(Mapping mapping, Reading reading, Map<Setting<?>, Object> values) {
    this.mapping = mapping;
    this.reading = reading;
    this.values = values;
  }

  /** The same values without what was written in lists, which takes most of a tree's memory. */
  public Values withoutItems() {
    return new Values(mapping.withoutItems(), reading, values);
  }

  void put(Setting<?> setting, Object value) {
    values.put(setting, value);
  }

  /**
   * The value given, else the default.
   *
   * @throws IllegalStateException when the declaration allows neither
   */
  public <T> T get(Setting<T> setting) {
    T value = find(setting);
    if (value == null) {
      throw new IllegalStateException(setting.key() + " has neither a value nor a default");
    }
    return value;
  }

  /** The value given, else the default, else null. */
  @SuppressWarnings("unchecked") // put only by the section, which reads with the setting's own type
  public <T> @Nullable T find(Setting<T> setting) {
    Object value = values.get(setting);
    return value == null ? setting.byDefault() : (T) value;
  }

  /** Whether the user wrote the key, even with a value that could not be read. */
  public boolean given(Setting<?> setting) {
    return mapping.get(setting.key()) != null;
  }

  /** What the user wrote, or null. */
  public @Nullable Node node(Setting<?> setting) {
    return mapping.get(setting.key());
  }

  /** Where the value stands, or where it is missing. */
  public Place place(Setting<?> setting) {
    Node node = mapping.get(setting.key());
    return node == null ? mapping.place().missing(setting.key()) : node.place();
  }

  /** Where the section stands. */
  public Place place() {
    return mapping.place();
  }

  /** The value as the user wrote it, fit to be shown. */
  public String shown(Setting<?> setting) {
    Node node = mapping.get(setting.key());
    return node == null ? "missing" : node.shown();
  }

  /** Whether nothing at all has been found wrong so far, here or elsewhere in the configuration. */
  public boolean untroubled() {
    return reading.problems().errorCount() == 0;
  }

  /** Notes that a value, readable by itself, cannot be used. */
  public void error(Setting<?> setting, String expected) {
    reading.problems().error(place(setting), shown(setting), expected);
  }

  /** Notes that the section as a whole cannot be used. */
  public void error(Place place, String found, String expected) {
    reading.problems().error(place, found, expected);
  }

  /** Notes something doubtful. */
  public void warn(Place place, String found, String expected) {
    reading.problems().warn(place, found, expected);
  }
}
