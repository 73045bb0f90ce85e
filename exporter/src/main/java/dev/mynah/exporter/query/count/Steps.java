package dev.mynah.exporter.query.count;

import dev.mynah.exporter.query.ask.Step;
import dev.mynah.exporter.query.ask.Step.Unit;
import dev.mynah.exporter.query.plan.Grid;
import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.TimeRange;
import java.util.List;

/**
 * Chooses a step where none was asked for: at most 400 rows, and none finer than what is stored.
 */
final class Steps {
  private static final int ROWS = 400;
  private static final List<Choice> CHOICES =
      List.of(
          new Choice(new Step(1, Unit.MINUTE), Grid.MINUTE_MILLIS),
          new Choice(new Step(5, Unit.MINUTE), 5 * Grid.MINUTE_MILLIS),
          new Choice(new Step(15, Unit.MINUTE), 15 * Grid.MINUTE_MILLIS),
          new Choice(new Step(60, Unit.MINUTE), Grid.HOUR_MILLIS),
          new Choice(new Step(360, Unit.MINUTE), 6 * Grid.HOUR_MILLIS),
          new Choice(new Step(1, Unit.DAY), Grid.DAY_MILLIS),
          new Choice(new Step(1, Unit.WEEK), 7 * Grid.DAY_MILLIS));

  private record Choice(Step step, long millis) {}

  private Steps() {}

  static Step suiting(TimeRange range, Coverage coverage) {
    long length = range.toMillis() - range.fromMillis();
    long finest = Grid.MINUTE_MILLIS;
    if (coverage.minutesFromMillis() > range.fromMillis() + Grid.HOUR_MILLIS) {
      finest = Grid.HOUR_MILLIS;
    }
    if (coverage.hoursFromMillis() > range.fromMillis() + Grid.DAY_MILLIS) {
      finest = Grid.DAY_MILLIS;
    }
    for (Choice choice : CHOICES) {
      if (choice.millis() >= finest && length / choice.millis() <= ROWS) {
        return choice.step();
      }
    }
    return new Step(1, Unit.MONTH);
  }
}
