package dev.mynah.agent.reuse.rules.control;

import dev.mynah.agent.http.Syntax;
import dev.mynah.agent.reuse.rules.field.ListField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer's directives while they are collected, every doubt decided to the strict side. */
final class DirectiveSet implements DirectiveReader.Sink {
  private static final Set<String> FLAGS =
      Set.of(
          "no-store",
          "public",
          "must-revalidate",
          "proxy-revalidate",
          "must-understand",
          "immutable",
          "no-transform");
  static final Set<String> NUMBERS =
      Set.of("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error");
  static final Set<String> QUALIFIABLE = Set.of("no-cache", "private");

  private final Set<String> flags = new HashSet<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Set<String> malformedNumbers = new HashSet<>();
  private final Set<String> qualified = new LinkedHashSet<>();

  @Override
  public void directive(String name, @Nullable String argument, boolean malformed) {
    if (FLAGS.contains(name)) {
      flags.add(name);
    } else if (NUMBERS.contains(name)) {
      number(name, malformed ? DeltaSeconds.MALFORMED : DeltaSeconds.parse(argument));
    } else if (QUALIFIABLE.contains(name)) {
      qualifiable(name, malformed ? null : argument);
    }
  }

  @Override
  public void openQuote() {
    // Both, since must-understand may take no-store back.
    flags.add("no-store");
    flags.add("private");
  }

  void number(String name, long seconds) {
    if (seconds == DeltaSeconds.MALFORMED) {
      malformedNumbers.add(name);
    }
    numbers.merge(name, Math.max(0, seconds), Math::min);
  }

  private void qualifiable(String name, @Nullable String argument) {
    List<String> names = new ArrayList<>();
    if (argument != null) {
      ListField.split(argument, names);
    }
    if (names.isEmpty() || !names.stream().allMatch(DirectiveSet::isFieldName)) {
      flags.add(name);
      return;
    }
    names.forEach(each -> qualified.add(each.toLowerCase(Locale.ROOT)));
  }

  private static boolean isFieldName(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Syntax.isToken(bytes, 0, bytes.length);
  }

  Set<String> flags() {
    return flags;
  }

  long seconds(String name) {
    return numbers.getOrDefault(name, ResponseDirectives.ABSENT);
  }

  boolean isMalformed(String name) {
    return malformedNumbers.contains(name);
  }

  Set<String> qualified() {
    return qualified;
  }
}
