package dev.mynah.agent.event;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that has ended, as its event loop knows it; read at once, since the head is used
 * again.
 *
 * @param wallMillis when it ended
 * @param head of the request; null when what came was none
 * @param status 0 when no answer was begun
 * @param failure the reason where it went wrong; null when nothing did
 */
public record Finished(
    long wallMillis,
    Whose whose,
    @Nullable RequestHead head,
    InetSocketAddress peer,
    HitMethod method,
    Protocol protocol,
    Outcome outcome,
    int status,
    @Nullable Failure failure,
    HitEvent.Spent spent,
    Consumers consumers,
    HitEvent.@Nullable Capture capture) {

  /**
   * Whose request it was.
   *
   * @param route as it was counted
   * @param group empty where no route claimed it
   * @param pattern of the route's path; null where there is none that says it all
   * @param cost 0 when nothing was asked of a real service
   */
  public record Whose(String route, String group, @Nullable String pattern, BigDecimal cost) {}
}
