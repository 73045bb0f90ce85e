package dev.mynah.exporter.fake;

import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Hours of days in a list. */
public final class HeldPatterns implements PatternReader {
  private static final long DAY = 86_400_000;
  private final List<Day> days = new ArrayList<>();

  private record Day(Labels source, String route, long start, long[] requests, long[] errors) {}

  /** Adds a day. */
  public void add(Labels source, String route, long start, long[] requests, long[] errors) {
    days.add(new Day(source, route, start, requests.clone(), errors.clone()));
  }

  @Override
  public void read(List<Matcher> matchers, TimeRange range, Sink sink) {
    for (Day day : days) {
      boolean meant =
          matchers.stream()
              .allMatch(
                  matcher ->
                      matcher.accepts(
                          matcher.name().equals("route")
                              ? day.route
                              : day.source.get(matcher.name())));
      if (meant && day.start + DAY > range.fromMillis() && day.start < range.toMillis()) {
        sink.day(day.source, day.route, day.start, day.requests, day.errors);
      }
    }
  }
}
