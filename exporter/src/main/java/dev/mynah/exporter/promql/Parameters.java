package dev.mynah.exporter.promql;

import dev.mynah.control.AdminRequest;
import dev.mynah.exporter.promql.syntax.PromDuration;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryRefused.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Parameters of a request, of its query and of a form in its body. Immutable. */
final class Parameters {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Grafana asks for exemplars with milliseconds where seconds are meant; that is let pass. */
  private static final BigDecimal LATEST_SECONDS = BigDecimal.valueOf(10_000_000_000_000L);

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Parameters() {}

  static Parameters of(AdminRequest request) {
    Parameters parameters = new Parameters();
    boolean form =
        request.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith(FORM);
    if (request.method().equals("POST") && form) {
      parameters.add(request.body().utf8());
    }
    parameters.add(request.query());
    return parameters;
  }

  private void add(String encoded) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw bad("the percent-encoding of a parameter is broken");
    }
  }

  /** All values of a name, those of the body first. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  String required(String name) {
    return first(name).orElseThrow(() -> invalid(name, "cannot be empty"));
  }

  /** A moment in milliseconds: RFC 3339, or seconds with a fraction. */
  OptionalLong time(String name) {
    Optional<String> text = first(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      BigDecimal seconds = new BigDecimal(text.get());
      if (text.get().length() <= 40 && seconds.abs().compareTo(LATEST_SECONDS) <= 0) {
        return OptionalLong.of(
            seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValue());
      }
    } catch (NumberFormatException notSeconds) {
      return OptionalLong.of(date(name, text.get()));
    }
    throw invalid(name, "cannot parse \"" + text.get() + "\" to a valid timestamp");
  }

  private static long date(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException notADate) {
      throw invalid(name, "cannot parse \"" + text + "\" to a valid timestamp");
    }
  }

  /** A duration in milliseconds: as PromQL writes it, or seconds. */
  OptionalLong duration(String name) {
    Optional<String> text = first(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong millis = PromDuration.parse(text.get());
    if (millis.isEmpty()) {
      try {
        millis = PromDuration.ofSeconds(Double.parseDouble(text.get()));
      } catch (NumberFormatException notANumber) {
        throw invalid(name, "cannot parse \"" + text.get() + "\" to a valid duration");
      }
    }
    if (millis.isEmpty()) {
      throw invalid(name, "cannot parse \"" + text.get() + "\" to a valid duration");
    }
    return millis;
  }

  /** A number of results; empty for none or 0, which is no limit. */
  OptionalInt limit(String name) {
    Optional<String> text = first(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int limit = Integer.parseInt(text.get());
      if (limit >= 0) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(name, "limit must be a number");
    }
    throw invalid(name, "limit must be non-negative");
  }

  static QueryRefused invalid(String name, String sentence) {
    return bad("invalid parameter \"" + name + "\": " + sentence);
  }

  static QueryRefused bad(String sentence) {
    return new QueryRefused(Kind.BAD, sentence);
  }
}
