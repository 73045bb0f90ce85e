package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.BoundedCache;
import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.Moment;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates. Patterns are those of {@link DateTimeFormatter} in English; {@code epoch} means
 * milliseconds and {@code unix} seconds since 1970. Everything is in UTC unless a zone is named.
 */
final class TimeFunctions {
  private static final Pattern OFFSET = Pattern.compile("\\s*([+-]?\\d{1,9})\\s+([a-z]+)\\s*");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "millisecond", ChronoUnit.MILLIS,
          "second", ChronoUnit.SECONDS,
          "minute", ChronoUnit.MINUTES,
          "hour", ChronoUnit.HOURS,
          "day", ChronoUnit.DAYS,
          "week", ChronoUnit.WEEKS,
          "month", ChronoUnit.MONTHS,
          "year", ChronoUnit.YEARS);

  private static final BoundedCache<DateTimeFormatter> FORMATS =
      new BoundedCache<>(
          pattern ->
              new DateTimeFormatterBuilder()
                  .parseCaseInsensitive()
                  .appendPattern(pattern)
                  .toFormatter(Locale.ENGLISH)
                  .withResolverStyle(ResolverStyle.SMART));

  /** A date with or without its time, a time with or without its offset and zone. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .optionalStart()
          .appendLiteral('[')
          .appendZoneRegionId()
          .appendLiteral(']')
          .toFormatter(Locale.ENGLISH);

  private TimeFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("now", TemplateFunction.value(TimeFunctions::now));
    all.put("date", TemplateFunction.value(TimeFunctions::date));
    all.put("parseDate", TemplateFunction.value(TimeFunctions::parseDate));
    all.put("truncateDate", TemplateFunction.value(TimeFunctions::truncateDate));
  }

  private static Object now(FunctionCall call) {
    return shown(call, ZonedDateTime.ofInstant(call.clock().instant(), ZoneOffset.UTC));
  }

  private static Object date(FunctionCall call) {
    return call.count() == 0 ? now(call) : shown(call, moment(call, call.arg(0)).at());
  }

  /** A date as it was handed on, or read from its text. */
  private static Moment moment(FunctionCall call, @Nullable Object given) {
    return given instanceof Moment moment ? moment : new Moment(usual(call, Plain.text(given)));
  }

  private static Object shown(FunctionCall call, ZonedDateTime at) {
    try {
      ZonedDateTime moved = moved(call, at, call.text("offset", ""));
      String zone = call.text("timezone", "");
      ZonedDateTime zoned = zone.isEmpty() ? moved : moved.withZoneSameInstant(ZoneId.of(zone));
      return formatted(zoned, call.text("format", ""));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw call.failure("the format, timezone or offset does not suit the date");
    }
  }

  private static Object formatted(ZonedDateTime at, String format) {
    return switch (format) {
      case "" -> new Moment(at);
      case "epoch" -> at.toInstant().toEpochMilli();
      case "unix" -> at.toEpochSecond();
      default -> FORMATS.get(format).format(at);
    };
  }

  private static ZonedDateTime moved(FunctionCall call, ZonedDateTime at, String offset) {
    if (offset.isBlank()) {
      return at;
    }
    Matcher parts = OFFSET.matcher(offset.toLowerCase(Locale.ROOT));
    String unit = parts.matches() ? parts.group(2) : "";
    ChronoUnit known = UNITS.get(unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
    if (known == null) {
      throw call.failure("an offset reads like '3 days' or '-2 hours'");
    }
    return at.plus(Long.parseLong(parts.group(1)), known);
  }

  private static Moment parseDate(FunctionCall call) {
    String text = call.text(0);
    String format = call.text("format", "");
    try {
      return new Moment(
          switch (format) {
            case "" -> usual(call, text);
            case "epoch" -> utc(Instant.ofEpochMilli(call.whole((Object) text)));
            case "unix" -> utc(Instant.ofEpochSecond(call.whole((Object) text)));
            default -> parsed(call, FORMATS.get(format), text);
          });
    } catch (IllegalArgumentException | DateTimeException e) {
      throw call.failure("the text is not a date of this format");
    }
  }

  /** A date in ISO 8601, or as HTTP headers have it. */
  private static ZonedDateTime usual(FunctionCall call, String given) {
    String text = given.strip();
    boolean named = !text.isEmpty() && Character.isLetter(text.charAt(0));
    try {
      return parsed(call, named ? DateTimeFormatter.RFC_1123_DATE_TIME : ISO, text);
    } catch (DateTimeParseException e) {
      throw call.failure("the text is not a date in ISO 8601 or of an HTTP header");
    }
  }

  private static ZonedDateTime parsed(FunctionCall call, DateTimeFormatter format, String text) {
    ZoneId zone = ZoneId.of(call.text("timezone", "Z"));
    TemporalAccessor best =
        format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (best instanceof ZonedDateTime zoned) {
      return zoned;
    }
    return best instanceof LocalDateTime local
        ? local.atZone(zone)
        : ((LocalDate) best).atStartOfDay(zone);
  }

  private static ZonedDateTime utc(Instant instant) {
    return ZonedDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Moment truncateDate(FunctionCall call) {
    ZonedDateTime at = moment(call, call.arg(0)).at();
    ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
    return new Moment(
        switch (call.text(1)) {
          case "first second of minute" -> at.truncatedTo(ChronoUnit.MINUTES);
          case "first minute of hour" -> at.truncatedTo(ChronoUnit.HOURS);
          case "first hour of day" -> day;
          case "first day of month" -> day.with(TemporalAdjusters.firstDayOfMonth());
          case "first day of next month" -> day.with(TemporalAdjusters.firstDayOfNextMonth());
          case "last day of month" -> day.with(TemporalAdjusters.lastDayOfMonth());
          case "first day of year" -> day.with(TemporalAdjusters.firstDayOfYear());
          case "first day of next year" -> day.with(TemporalAdjusters.firstDayOfNextYear());
          case "last day of year" -> day.with(TemporalAdjusters.lastDayOfYear());
          default -> throw call.failure("a unit reads like 'first hour of day'");
        });
  }
}
