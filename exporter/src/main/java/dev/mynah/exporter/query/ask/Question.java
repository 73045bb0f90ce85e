package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.series.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param range when
 * @param when how it was said
 * @param more parameters of this path alone, by name
 */
public record Question(
    TimeRange range, When when, Filters filters, Page page, Map<String, List<String>> more) {

  /**
   * How time is meant.
   *
   * @param step empty when nothing was said
   * @param rangeGiven whether anything was said of the range
   */
  public record When(ZoneId zone, Optional<Step> step, long nowMillis, boolean rangeGiven) {}

  /**
   * Which part of the rows.
   *
   * @param limit rows of a page
   * @param limitGiven whether it was said
   * @param after rows, or the id, that came before; -1 for the first page
   * @param mark of the question
   */
  public record Page(int limit, boolean limitGiven, long after, String mark) {}

  /** Keeps its own copy. */
  public Question {
    more = Map.copyOf(more);
  }

  public ZoneId zone() {
    return when.zone();
  }

  /** A parameter of this path, where it was given. */
  public Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }

  /** All values of a parameter of this path. */
  public List<String> values(String name) {
    return more.getOrDefault(name, List.of());
  }

  /** The cursor of the page that follows one. */
  public String cursor(long after) {
    return new Cursor(range, after, page.mark()).text();
  }

  /** The same with all rows on one page. */
  public Question whole() {
    return new Question(
        range, when, filters, new Page(Integer.MAX_VALUE, true, -1, page.mark()), more);
  }
}
