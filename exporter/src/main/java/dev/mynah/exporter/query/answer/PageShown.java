package dev.mynah.exporter.query.answer;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.query.ask.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which part of the rows an answer holds. */
public record PageShown(
    @About("Most rows of this page.") int limit,
    @About("All rows there are; null where they were not counted.") @Nullable Long total,
    @About("The cursor of the next page; null on the last.") @Nullable String next) {

  /** Rows of one page, and which part they are. */
  public record Cut<T>(List<T> rows, PageShown page) {}

  /** The page of all rows that was asked for. */
  public static <T> Cut<T> cut(Question question, List<T> all) {
    return cut(question, all, question.page().limit());
  }

  /** The same, with as many rows as there may be when nothing was said. */
  public static <T> Cut<T> cut(Question question, List<T> all, int unlessSaid) {
    int limit = question.page().limitGiven() ? question.page().limit() : unlessSaid;
    int from = (int) Math.min(Math.max(0, question.page().after()), all.size());
    int to = (int) Math.min(all.size(), (long) from + limit);
    String next = to < all.size() ? question.cursor(to) : null;
    return new Cut<>(all.subList(from, to), new PageShown(limit, (long) all.size(), next));
  }
}
