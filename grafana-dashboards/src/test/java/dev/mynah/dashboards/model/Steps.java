package dev.mynah.dashboards.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From which values on a panel changes its colour. */
public record Steps(List<Step> steps, boolean judging) {
  private static final double JUST_ABOVE_NOTHING = 1e-6;
  private static final String GOOD = "green";
  private static final String WARNING = "orange";
  private static final String BAD = "red";
  private static final String NEUTRAL = "blue";

  /** Keeps its own copy. */
  public Steps {
    steps = List.copyOf(steps);
  }

  /**
   * A colour and where it begins.
   *
   * @param from null for the first
   */
  public record Step(String color, @Nullable Double from) {}

  /** No value is bad by itself. */
  public static Steps none() {
    return new Steps(List.of(new Step(NEUTRAL, null)), false);
  }

  /** Bad from a value on, suspicious from a lower one. */
  public static Steps above(double warning, double bad) {
    return new Steps(
        List.of(new Step(GOOD, null), new Step(WARNING, warning), new Step(BAD, bad)), true);
  }

  /** Suspicious from a value on. */
  public static Steps above(double warning) {
    return new Steps(List.of(new Step(GOOD, null), new Step(WARNING, warning)), true);
  }

  /** Bad below a value, suspicious below a higher one. */
  public static Steps below(double warning, double bad) {
    return new Steps(
        List.of(new Step(BAD, null), new Step(WARNING, bad), new Step(GOOD, warning)), true);
  }

  /** Suspicious below a value. */
  public static Steps below(double warning) {
    return new Steps(List.of(new Step(WARNING, null), new Step(GOOD, warning)), true);
  }

  /** Anything above nothing is bad. */
  public static Steps anyIsBad() {
    return new Steps(List.of(new Step(GOOD, null), new Step(BAD, JUST_ABOVE_NOTHING)), true);
  }

  /** As the classic JSON has it. */
  Map<String, Object> json() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Step step : steps) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("color", step.color());
      one.put("value", step.from());
      list.add(one);
    }
    return Json.object("mode", "absolute", "steps", list);
  }
}
