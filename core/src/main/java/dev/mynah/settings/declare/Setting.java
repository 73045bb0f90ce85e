package dev.mynah.settings.declare;

import org.jspecify.annotations.Nullable;

/**
 * One thing that may be set, below the section that it belongs to.
 *
 * @param <T> what it is read as
 */
public final class Setting<T> {
  private final String key;
  private final Type<T> type;
  private final String doc;
  private final Traits<T> traits;

  private record Traits<T>(
      @Nullable T byDefault,
      @Nullable String defaultWords,
      boolean required,
      boolean secret,
      boolean atStart,
      @Nullable String example) {}

  private Setting(String key, Type<T> type, String doc, Traits<T> traits) {
    this.key = key;
    this.type = type;
    this.doc = doc;
    this.traits = traits;
  }

  /**
   * A setting that may be left out.
   *
   * @param doc one line for the reference and for editors
   */
  public static <T> Setting<T> of(String key, Type<T> type, String doc) {
    return new Setting<>(key, type, doc, new Traits<>(null, null, false, false, false, null));
  }

  /** The same with the value that holds when it is left out. */
  public Setting<T> byDefault(T value) {
    Traits<T> t = traits;
    return with(new Traits<>(value, null, t.required, t.secret, t.atStart, t.example));
  }

  /** The same with words for what happens when it is left out. */
  public Setting<T> elsewise(String words) {
    Traits<T> t = traits;
    return with(new Traits<>(t.byDefault, words, t.required, t.secret, t.atStart, t.example));
  }

  /** The same that may not be left out. */
  public Setting<T> required() {
    Traits<T> t = traits;
    return with(new Traits<>(t.byDefault, t.defaultWords, true, t.secret, t.atStart, t.example));
  }

  /** The same whose value is never shown. */
  public Setting<T> secret() {
    Traits<T> t = traits;
    return with(new Traits<>(t.byDefault, t.defaultWords, t.required, true, t.atStart, t.example));
  }

  /** The same that is read at start only: a change while running waits for the next start. */
  public Setting<T> atStart() {
    Traits<T> t = traits;
    return with(new Traits<>(t.byDefault, t.defaultWords, t.required, t.secret, true, t.example));
  }

  /** The same with an example for editors, as it is written in YAML flow style. */
  public Setting<T> example(String written) {
    Traits<T> t = traits;
    return with(
        new Traits<>(t.byDefault, t.defaultWords, t.required, t.secret, t.atStart, written));
  }

  private Setting<T> with(Traits<T> changed) {
    return new Setting<>(key, type, doc, changed);
  }

  public String key() {
    return key;
  }

  public Type<T> type() {
    return type;
  }

  public String doc() {
    return doc;
  }

  public @Nullable T byDefault() {
    return traits.byDefault;
  }

  public boolean isRequired() {
    return traits.required;
  }

  public boolean isSecret() {
    return traits.secret;
  }

  public boolean isAtStart() {
    return traits.atStart;
  }

  public @Nullable String example() {
    return traits.example;
  }

  /** What holds when it is left out, for the reference; empty when nothing does. */
  public String defaultWords() {
    if (traits.defaultWords != null) {
      return traits.defaultWords;
    }
    return traits.byDefault == null ? "" : type.show(traits.byDefault);
  }

  @Override
  public String toString() {
    return key;
  }
}
