package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.openapi.Operation;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.Answering;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import java.time.Duration;
import java.util.List;

/**
 * A path that is read: what is declared of it, and who answers.
 *
 * @param span how long its range is when nothing is said
 */
public record Offer(Operation operation, Duration span, Answering answering) {
  private static final Duration USUAL = Duration.ofDays(1);
  private static final String ROOT = "/api/analytics/";

  static Offer of(
      String name,
      Operation.Text text,
      List<Parameter> parameters,
      Reply reply,
      String example,
      Answering answering) {
    return new Offer(
        new Operation("GET", ROOT + name, text, parameters, reply, example), USUAL, answering);
  }

  /** The same with another range when nothing is said. */
  Offer over(Duration usual) {
    return new Offer(operation, usual, answering);
  }

  /** Rows under a head, with their page. */
  static Reply rows(Class<?> row) {
    return Reply.json(Head.class).rows("data", row).object("page", PageShown.class);
  }

  static Operation.Text text(String tag, String summary, String detail) {
    return new Operation.Text(tag, summary, detail);
  }
}
