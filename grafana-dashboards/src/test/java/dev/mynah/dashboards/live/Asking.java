package dev.mynah.dashboards.live;

import dev.mynah.dashboards.live.DataSource.Span;
import dev.mynah.dashboards.live.PanelQuery.How;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who looks at a dashboard's last minutes: queries are asked with steps, {@code
 * $__interval} and {@code $__rate_interval} as Grafana works them out.
 */
final class Asking {
  /** What is looked at: long enough for a window, short enough for a program just started. */
  static final Duration LOOKED_AT = Duration.ofMinutes(15);

  private static final String PLACEHOLDER = "vector(0)";
  private static final long POINTS = 1_000;
  private static final Pattern DURATION = Pattern.compile("(?:now-)?(\\d+)([smhdw])");

  private final DataSource source;
  private final Choices choices;
  private final long now;

  Asking(DataSource source, Choices choices, long now) {
    this.source = source;
    this.choices = choices;
    this.now = now;
  }

  /** The same without what only stands in where there is nothing, such as {@code vector(0)}. */
  Answer askUnaided(PanelQuery query) {
    String unaided = query.expression().replace(PLACEHOLDER, "(" + PLACEHOLDER + " < 0)");
    return ask(new PanelQuery(query.place(), unaided, query.how(), query.shape()));
  }

  /** Whether a query would have an answer where there is no data at all. */
  static boolean isAided(PanelQuery query) {
    return query.expression().contains(PLACEHOLDER);
  }

  Answer ask(PanelQuery query) {
    Choices mine =
        query.shape().repeatedBy().isEmpty()
            ? choices
            : choices.repeated(query.shape().repeatedBy());
    long seconds =
        query.shape().range().isEmpty() ? LOOKED_AT.toSeconds() : seconds(query.shape().range());
    Span span = new Span(now, seconds);
    long scrape =
        query.shape().minStep().isEmpty()
            ? source.scrape().toSeconds()
            : seconds(mine.filled(query.shape().minStep(), Map.of()));
    long interval = Math.max(scrape, (seconds + POINTS - 1) / POINTS);
    String expression = mine.filled(query.expression(), builtIn(interval, scrape, seconds));
    if (query.shape().exemplars()) {
      String error = source.exemplarsError(expression, span);
      if (!error.isEmpty()) {
        return Answer.failed("exemplars: " + error);
      }
    }
    return ask(query.how(), expression, span, interval);
  }

  private Answer ask(How how, String expression, Span span, long interval) {
    return switch (how) {
      case INSTANT -> source.at(expression, span.end());
      case RANGE, ANNOTATION -> source.over(expression, span.aligned(interval), interval);
      case BOTH -> {
        Answer instant = source.at(expression, span.end());
        yield instant.isError()
            ? instant
            : source.over(expression, span.aligned(interval), interval);
      }
    };
  }

  /** What Grafana knows without being told. */
  static Map<String, String> builtIn(long interval, long scrape, long range) {
    Map<String, String> builtIn = new LinkedHashMap<>();
    builtIn.put("__interval", interval + "s");
    builtIn.put("__interval_ms", Long.toString(interval * 1_000));
    builtIn.put("__rate_interval", Math.max(interval + scrape, 4 * scrape) + "s");
    builtIn.put("__range", range + "s");
    builtIn.put("__range_s", Long.toString(range));
    builtIn.put("__range_ms", Long.toString(range * 1_000));
    return builtIn;
  }

  static long seconds(String duration) {
    Matcher matcher = DURATION.matcher(duration);
    if (!matcher.matches()) {
      throw new AssertionError("not a duration: " + duration);
    }
    long unit =
        switch (matcher.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          case "d" -> 86_400;
          default -> 7 * 86_400;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }
}
