package dev.mynah.agent.event;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.HitEvent.Answer;
import dev.mynah.ledger.journal.HitEvent.Client;
import dev.mynah.ledger.journal.HitEvent.Request;
import dev.mynah.metrics.Traceparent;
import org.jspecify.annotations.Nullable;

/**
 * Puts events together. Immutable.
 *
 * <p>Nothing of a query is ever told, no path of a request that no route claims as it came, and no
 * text without a bound.
 */
public final class EventWriter {
  private static final int MOST_AGENT_CHARS = 256;
  private static final FieldName USER_AGENT = FieldName.of("User-Agent");

  private final EventParts parts;

  public EventWriter(EventParts parts) {
    this.parts = parts;
  }

  /**
   * The event of a request that has ended.
   *
   * @param weight how many requests it stands for
   */
  public HitEvent write(Finished of, double weight) {
    Finished.Whose whose = of.whose();
    return new HitEvent(
        of.wallMillis(),
        weight,
        new Request(
            whose.route(),
            whose.group(),
            parts.identity().workspace(),
            parts.identity().environment(),
            of.method().label(),
            path(of),
            of.protocol().label()),
        new Answer(of.outcome().label(), of.status(), whose.cost()),
        of.spent(),
        client(of),
        Troubles.of(of.failure(), of.outcome(), of.status()),
        of.capture());
  }

  private String path(Finished of) {
    RequestHead head = of.head();
    Finished.Whose whose = of.whose();
    if (head == null) {
      return "";
    }
    return whose.pattern() == null ? PathNames.normalised(head.path()) : whose.pattern();
  }

  private static Client client(Finished of) {
    String address = address(of);
    RequestHead head = of.head();
    if (head == null) {
      return new Client(address, "", "", "", "");
    }
    String trace = trace(head.fields());
    return new Client(
        address,
        cut(head.fields().get(USER_AGENT)),
        of.consumers().of(head),
        trace.isEmpty() ? "" : Traceparent.traceId(trace),
        trace.isEmpty() ? "" : Traceparent.spanId(trace));
  }

  /** Without the name of the interface that a link-local address may carry. */
  private static String address(Finished of) {
    String text = of.peer().getAddress().getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  private static String cut(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() > MOST_AGENT_CHARS ? text.substring(0, MOST_AGENT_CHARS) : text;
  }

  /** The one valid traceparent, or empty: of two nobody knows which is meant. */
  private static String trace(Fields fields) {
    int at = fields.indexOf(FieldName.TRACEPARENT, 0);
    if (at < 0 || fields.indexOf(FieldName.TRACEPARENT, at + 1) >= 0) {
      return "";
    }
    String text = fields.value(at);
    return Traceparent.isValid(text) ? text : "";
  }
}
