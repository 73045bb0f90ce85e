package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.ask.Step;
import dev.mynah.exporter.query.count.Inquiry;
import java.util.List;

/** How answers about money are parted. */
final class MoneySpans {
  private static final Step MONTH = new Step(1, Step.Unit.MONTH);

  private MoneySpans() {}

  /** Months where that is asked for, else the spans of a step, else the whole range. */
  static Spans of(Inquiry inquiry, String by) {
    if (inquiry.question().when().step().isPresent()) {
      return inquiry.spans();
    }
    return by.equals("month") ? inquiry.spans(MONTH) : inquiry.whole();
  }

  /** The row of a group that is consumer, or route and group. */
  static String name(String by, List<String> group) {
    return switch (by) {
      case "group" -> group.get(1);
      case "month" -> "";
      default -> group.get(0);
    };
  }
}
