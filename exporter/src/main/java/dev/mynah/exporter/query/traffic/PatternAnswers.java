package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.ask.Step;
import dev.mynah.exporter.query.count.HourCounts;
import dev.mynah.exporter.query.count.Inquiry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** When it happens: hours of weekdays, and the busiest hour of each day, in the zone asked for. */
public final class PatternAnswers {
  private static final Step HOUR = new Step(60, Step.Unit.MINUTE);
  private static final int HOURS = 24;
  private static final int WEEKDAYS = 7;

  private PatternAnswers() {}

  /** An hour of a weekday. */
  public record PatternRow(
      @About("Monday is 1, Sunday 7.") int weekday,
      @About("The weekday's name.") String day,
      @About("The hour as clocks show it, 0 to 23.") int hour,
      @About("Requests in all such hours of the range.") double requests,
      @About("Errors in all such hours.") double errors,
      @About("How many such hours the range touches.") int hours,
      @About("Requests per such hour.") double average) {}

  /** The busiest hour of a date. */
  public record PeakRow(
      @About("The date, as ISO 8601.") String date,
      @About("Where the hour begins, epoch milliseconds.") long time,
      @About("The hour as clocks show it; the earliest of equally busy ones.") int hour,
      @About("Requests in that hour.") double requests,
      @About("Requests in the whole day, as far as it lies in the range.") double dayRequests) {}

  /** The paths of this chapter. */
  public static List<Offer> offers() {
    return List.of(
        Offer.of(
                "traffic-patterns",
                Offer.text(
                    TrafficAnswers.TAG,
                    "Hours by weekday, and the busiest hour of each day",
                    "Over the last 7 days unless a range is given. Hours by route and source are"
                        + " kept longer than other hours; where only days are stored any more the"
                        + " range begins later, and a warning says so."),
                Asked.of(TIME, FILTERS),
                Reply.json(Head.class).rows("data", PatternRow.class).rows("peaks", PeakRow.class),
                "timeframe=7d&tz=Europe/Berlin",
                PatternAnswers::patterns)
            .over(Duration.ofDays(7)));
  }

  /** What a cell of the heatmap has come to. */
  private static final class Cell {
    private double requests;
    private double errors;
    private int hours;
  }

  private static Answer patterns(Inquiry inquiry) {
    Question question = inquiry.question();
    HourCounts.Counted counted = HourCounts.read(inquiry, HOUR);
    Spans spans = counted.spans();
    Cell[] cells = new Cell[WEEKDAYS * HOURS];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell();
    }
    Map<String, PeakRow> peaks = new TreeMap<>();
    for (int i = 0; i < spans.count(); i++) {
      ZonedDateTime time = Instant.ofEpochMilli(spans.times()[i]).atZone(question.zone());
      HourCounts.Hour volume = counted.hours().get(i);
      Cell cell = cells[(time.getDayOfWeek().getValue() - 1) * HOURS + time.getHour()];
      cell.requests += volume.requests();
      cell.errors += volume.errors();
      cell.hours++;
      PeakRow hour = peak(time, volume.requests());
      peaks.merge(hour.date(), hour, PatternAnswers::busier);
    }
    return Answer.of(Head.of(inquiry))
        .with("data", rows(cells))
        .with("peaks", new ArrayList<>(peaks.values()));
  }

  private static PeakRow peak(ZonedDateTime time, double requests) {
    return new PeakRow(
        time.toLocalDate().toString(),
        time.toInstant().toEpochMilli(),
        time.getHour(),
        requests,
        requests);
  }

  private static PeakRow busier(PeakRow before, PeakRow after) {
    PeakRow busier = after.requests() > before.requests() ? after : before;
    return new PeakRow(
        busier.date(),
        busier.time(),
        busier.hour(),
        busier.requests(),
        before.dayRequests() + after.requests());
  }

  private static List<PatternRow> rows(Cell[] cells) {
    List<PatternRow> rows = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      Cell cell = cells[i];
      int weekday = i / HOURS + 1;
      rows.add(
          new PatternRow(
              weekday,
              DayOfWeek.of(weekday).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
              i % HOURS,
              cell.requests,
              cell.errors,
              cell.hours,
              TrafficAnswers.share(cell.requests, cell.hours)));
    }
    return rows;
  }
}
