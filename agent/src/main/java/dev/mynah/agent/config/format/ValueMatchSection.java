package dev.mynah.agent.config.format;

import dev.mynah.agent.config.ValueMatch;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A test of one query parameter, header or cookie. */
final class ValueMatchSection {
  static final Setting<String> EQUALS =
      Setting.of("equals", Types.text(), "The whole value; the short form is the text alone.");
  static final Setting<String> CONTAINS =
      Setting.of("contains", Types.text(), "A part of the value.");
  static final Setting<String> DOES_NOT_CONTAIN =
      Setting.of("doesNotContain", Types.text(), "No value has this part, or there is none.");
  static final Setting<Pattern> MATCHES =
      Setting.of("matches", Tokens.REGEX, "A regular expression for the whole value.");
  static final Setting<Pattern> DOES_NOT_MATCH =
      Setting.of("doesNotMatch", Tokens.REGEX, "No value matches, or there is none.");
  static final Setting<Boolean> ABSENT =
      Setting.of("absent", Types.truth(), "true: there is no such name.");
  static final Setting<Boolean> PRESENT =
      Setting.of("present", Types.truth(), "true: the name is there, whatever its value.");
  static final Setting<Boolean> IGNORE_CASE =
      Setting.of("ignoreCase", Types.truth(), "For equals, matches and doesNotMatch.")
          .byDefault(false);

  static final Map<String, String> SYNONYMS =
      Map.of(
          "equalTo", "equals",
          "eq", "equals",
          "regex", "matches",
          "pattern", "matches",
          "caseInsensitive", "ignoreCase",
          "exists", "present");

  private static final Section<ValueMatch> SECTION =
      Section.of(
              "valueMatch",
              "A test of one query parameter, header or cookie; one matching value is enough.",
              ValueMatchSection::build,
              EQUALS,
              CONTAINS,
              DOES_NOT_CONTAIN,
              MATCHES,
              DOES_NOT_MATCH,
              ABSENT,
              PRESENT,
              IGNORE_CASE)
          .synonyms(SYNONYMS);

  /** A section, or the text that the value equals. */
  static final Type<ValueMatch> TYPE =
      SECTION.orShort(Types.text().becoming(text -> new ValueMatch.Equal(text, false)));

  private ValueMatchSection() {}

  private static @Nullable ValueMatch build(Values v) {
    List<ValueMatch> tests = tests(v);
    if (tests.size() == 1) {
      return tests.get(0);
    }
    String expected = "expected one of equals, contains, matches, absent, present and their like";
    v.error(v.place(), tests.isEmpty() ? "tests nothing" : "several tests", expected);
    return null;
  }

  /** The tests that stand in a section with these settings. */
  static List<ValueMatch> tests(Values v) {
    List<ValueMatch> tests = new ArrayList<>();
    boolean ignoreCase = v.get(IGNORE_CASE);
    String equal = v.find(EQUALS);
    if (equal != null) {
      tests.add(new ValueMatch.Equal(equal, ignoreCase));
    }
    String part = v.find(CONTAINS);
    if (part != null) {
      tests.add(new ValueMatch.Contains(part));
    }
    String notPart = v.find(DOES_NOT_CONTAIN);
    if (notPart != null) {
      tests.add(new ValueMatch.DoesNotContain(notPart));
    }
    Pattern pattern = v.find(MATCHES);
    if (pattern != null) {
      tests.add(new ValueMatch.Matches(cased(pattern, ignoreCase)));
    }
    Pattern notPattern = v.find(DOES_NOT_MATCH);
    if (notPattern != null) {
      tests.add(new ValueMatch.DoesNotMatch(cased(notPattern, ignoreCase)));
    }
    addPresence(v, tests);
    if (ignoreCase && (part != null || notPart != null)) {
      v.error(IGNORE_CASE, "expected beside equals, matches or doesNotMatch only");
    }
    return tests;
  }

  private static void addPresence(Values v, List<ValueMatch> tests) {
    Boolean absent = v.find(ABSENT);
    if (absent != null) {
      tests.add(absent ? new ValueMatch.Absent() : new ValueMatch.Present());
    }
    Boolean present = v.find(PRESENT);
    if (present != null) {
      tests.add(present ? new ValueMatch.Present() : new ValueMatch.Absent());
    }
  }

  private static Pattern cased(Pattern pattern, boolean ignoreCase) {
    return ignoreCase
        ? Pattern.compile(pattern.pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        : pattern;
  }
}
