package dev.mynah.agent.wire.rule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between double braces in a rule: {@code now} or {@code start} with an offset, as an
 * HTTP date, or a name such as {@code port}. Any thread.
 */
final class Moments {
  private static final Pattern BRACES = Pattern.compile("\\{\\{([^}]*)}}");
  private static final Pattern DATE =
      Pattern.compile("(rfc850 |asctime )?(now|start)(?:([+-])([0-9]+[smhd]))?");
  private static final Pattern DURATION = Pattern.compile("([0-9]+)(ms|s|m|h|d)");
  private static final DateTimeFormatter FIXED = format("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  private static final DateTimeFormatter RFC850 = format("EEEE, dd-MMM-yy HH:mm:ss 'GMT'");
  private static final DateTimeFormatter ASCTIME = format("EEE MMM ppd HH:mm:ss yyyy");

  private final Clock clock;
  private final Instant start;
  private final Map<String, String> names;

  Moments(Clock clock, Map<String, String> names) {
    this.clock = clock;
    this.start = clock.instant();
    this.names = names;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected a duration such as 61s, found " + text);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** The text with its braces filled in, as of now. */
  String filled(String text) {
    return BRACES
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1).trim())));
  }

  private String value(String inside) {
    String name = names.get(inside);
    if (name != null) {
      return name;
    }
    Matcher date = DATE.matcher(inside);
    if (!date.matches()) {
      throw new IllegalArgumentException("unknown between braces: " + inside);
    }
    Instant at = date.group(2).equals("now") ? clock.instant() : start;
    if (date.group(3) != null) {
      Duration offset = duration(date.group(4));
      at = date.group(3).equals("+") ? at.plus(offset) : at.minus(offset);
    }
    return form(date.group(1)).format(at);
  }

  private static DateTimeFormatter form(@Nullable String name) {
    if (name == null) {
      return FIXED;
    }
    return name.startsWith("rfc850") ? RFC850 : ASCTIME;
  }
}
