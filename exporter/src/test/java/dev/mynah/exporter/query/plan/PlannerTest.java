package dev.mynah.exporter.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.CountReader.Piece;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final long NOW = at("2026-11-28T01:30:00Z");
  private static final Coverage ALL =
      new Coverage(
          at("2026-11-21T00:00:00Z"),
          at("2026-10-29T00:00:00Z"),
          at("2025-11-28T00:00:00Z"),
          at("2020-01-01T00:00:00Z"),
          NOW);

  @Test
  void aYearIsReadByMonthsInsideAndFinerAtItsEnds() {
    Plan plan = Planner.total(ALL, new TimeRange(at("2025-11-28T00:00:00Z"), NOW));

    assertThat(plan.pieces())
        .containsExactly(
            piece("2025-11-28T00:00:00Z", "2025-12-01T00:00:00Z", Resolution.DAY),
            piece("2025-12-01T00:00:00Z", "2026-11-01T00:00:00Z", Resolution.MONTH),
            piece("2026-11-01T00:00:00Z", "2026-11-27T00:00:00Z", Resolution.DAY),
            piece("2026-11-27T00:00:00Z", "2026-11-27T23:00:00Z", Resolution.HOUR),
            piece("2026-11-27T23:00:00Z", "2026-11-28T01:30:00Z", Resolution.MINUTE));
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void anEndWhereOnlyHoursAreStoredMovesOutwardsAndSaysSo() {
    Plan plan =
        Planner.total(ALL, new TimeRange(at("2026-11-10T13:37:00Z"), at("2026-11-10T15:05:00Z")));

    assertThat(plan.pieces())
        .containsExactly(piece("2026-11-10T13:00:00Z", "2026-11-10T16:00:00Z", Resolution.HOUR));
    assertThat(plan.notes())
        .containsExactly(
            "from was moved from 2026-11-10T13:37:00Z to 2026-11-10T13:00:00Z,"
                + " because nothing finer is stored there any more",
            "to was moved from 2026-11-10T15:05:00Z to 2026-11-10T16:00:00Z,"
                + " because nothing finer is stored there any more");
  }

  @Test
  void whereCountsBeginNothingIsMoved() {
    long began = at("2026-11-28T00:17:00Z");
    Coverage fresh = new Coverage(began, began, began, began, NOW);

    Plan plan = Planner.total(fresh, new TimeRange(at("2026-11-27T01:30:00Z"), NOW));

    assertThat(plan.range().fromMillis()).isEqualTo(at("2026-11-27T01:30:00Z"));
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void aRangeThatBeganBeforeTheFirstMinutesOfAnHourTakesTheHour() {
    Coverage torn =
        new Coverage(
            at("2026-11-27T10:20:00Z"),
            at("2026-11-01T00:00:00Z"),
            at("2026-11-01T00:00:00Z"),
            at("2026-11-01T00:00:00Z"),
            NOW);

    Plan plan =
        Planner.total(torn, new TimeRange(at("2026-11-27T10:00:00Z"), at("2026-11-27T10:30:00Z")));

    assertThat(plan.pieces())
        .containsExactly(piece("2026-11-27T10:00:00Z", "2026-11-27T11:00:00Z", Resolution.HOUR));
  }

  @Test
  void noPieceReachesOverAnEdgeBetweenSpansWhileMinutesAreStored() {
    long[] edges = {
      at("2026-11-24T18:30:00Z"), at("2026-11-25T18:30:00Z"), at("2026-11-26T18:30:00Z")
    };

    Plan plan = Planner.spans(ALL, Resolution.MONTH, edges);

    assertThat(plan.pieces())
        .containsExactly(
            piece("2026-11-24T18:30:00Z", "2026-11-24T19:00:00Z", Resolution.MINUTE),
            piece("2026-11-24T19:00:00Z", "2026-11-25T18:00:00Z", Resolution.HOUR),
            piece("2026-11-25T18:00:00Z", "2026-11-25T19:00:00Z", Resolution.MINUTE),
            piece("2026-11-25T19:00:00Z", "2026-11-26T18:00:00Z", Resolution.HOUR),
            piece("2026-11-26T18:00:00Z", "2026-11-26T18:30:00Z", Resolution.MINUTE));
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void piecesOfAnyPlanFollowEachOtherOnTheirGrid() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      long from = NOW - (long) (random.nextDouble() * 400 * Grid.DAY_MILLIS);
      long to = from + (long) (random.nextDouble() * (NOW - from));

      Plan plan = Planner.total(ALL, new TimeRange(from, to));

      long at = plan.range().fromMillis();
      for (Piece piece : plan.pieces()) {
        assertThat(piece.range().fromMillis()).isEqualTo(at);
        assertThat(Grid.floor(piece.resolution(), at)).isEqualTo(at);
        at = piece.range().toMillis();
        assertThat(Grid.floor(piece.resolution(), at)).isEqualTo(at);
      }
      assertThat(at).isEqualTo(plan.range().toMillis());
      assertThat(plan.range().fromMillis()).isLessThanOrEqualTo(from);
      assertThat(plan.range().toMillis()).isGreaterThanOrEqualTo(to);
      assertThat(plan.pieces()).allMatch(piece -> stored(piece));
    }
  }

  private static boolean stored(Piece piece) {
    long from =
        List.of(
                ALL.minutesFromMillis(),
                ALL.hoursFromMillis(),
                ALL.daysFromMillis(),
                ALL.monthsFromMillis())
            .get(piece.resolution().ordinal());
    return piece.range().fromMillis() >= from;
  }

  private static Piece piece(String from, String to, Resolution resolution) {
    return new Piece(new TimeRange(at(from), at(to)), resolution);
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
