package dev.mynah.exporter.openapi;

import java.util.List;

/**
 * A query parameter.
 *
 * @param aliases further names it is known by
 * @param several whether it may be repeated, or hold several values parted by commas
 * @param allowed the values there are; empty for any
 * @param example of one value
 */
public record Parameter(
    String name,
    List<String> aliases,
    boolean several,
    List<String> allowed,
    String about,
    String example) {
  /** Keeps its own copies. */
  public Parameter {
    aliases = List.copyOf(aliases);
    allowed = List.copyOf(allowed);
  }

  /** One value. */
  public static Parameter one(String name, String about, String example) {
    return new Parameter(name, List.of(), false, List.of(), about, example);
  }

  /** Any number of values. */
  public static Parameter several(String name, String about, String example) {
    return new Parameter(name, List.of(), true, List.of(), about, example);
  }

  /** One of a few values; the first is what holds when nothing is said. */
  public static Parameter choice(String name, String about, String... allowed) {
    return new Parameter(name, List.of(), false, List.of(allowed), about, allowed[0]);
  }

  /** Any of a few values, none when nothing is said. */
  public static Parameter choices(String name, String about, String... allowed) {
    return new Parameter(name, List.of(), true, List.of(allowed), about, allowed[0]);
  }

  /** The same by one more name. */
  public Parameter also(String alias) {
    return new Parameter(name, List.of(alias), several, allowed, about, example);
  }

  /** Whether a name means it. */
  public boolean isCalled(String text) {
    return name.equals(text) || aliases.contains(text);
  }
}
