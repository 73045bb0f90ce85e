package dev.mynah.agent;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.cors.CorsRules;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.exchange.ReadAhead;
import dev.mynah.agent.exchange.RequestHandler;
import dev.mynah.agent.mock.MockAnswer;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.respond.ProblemDocument;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.dedup.DedupPlan;
import dev.mynah.agent.reuse.dedup.DedupRequest.Skip;
import dev.mynah.agent.route.NearMisses;
import dev.mynah.agent.route.Route;
import dev.mynah.agent.route.Verdict;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request, from its head to the start of its answer. One per event loop; event loop
 * only. The order is the order of the methods in this file:
 *
 * <ol>
 *   <li><b>accept, guard</b> stand before this file, where bytes become a head: what is not framed
 *       beyond doubt or is past a limit arrives at {@link #rejected} and never at {@link #handle}.
 *   <li><b>preflight</b>: a browser's question is answered from the routes without being one of
 *       their requests, so it comes before they are asked.
 *   <li><b>route</b>: everything after this needs to know whose request it is.
 *   <li><b>read ahead</b>: only when a route that is still in question wants to see the body, since
 *       reading costs memory and makes the client wait.
 *   <li><b>expiry</b>: after routing, so that an ended route is told apart from none.
 *   <li><b>dedup</b>: before anything is asked or made up, since a repetition must do neither;
 *       after expiry, because an ended route has no answer that could be given again.
 *   <li><b>cache</b>: only what would go upstream, and after everything that may refuse it, since a
 *       stored answer is as good as a call.
 *   <li><b>mock or proxy</b>: the decision the route's mode has made.
 *   <li><b>count, respond, time</b> are {@link Exchange}'s: counted just before the answer's head
 *       is written, timed when its last byte went.
 * </ol>
 */
final class RequestPath implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPath.class);

  private final LoopTools tools;
  private LoopTable table;

  RequestPath(LoopTools tools, LoopTable first) {
    this.tools = tools;
    this.table = first;
  }

  /** Requests from now on go by this table; those under way keep theirs. */
  void serve(LoopTable next) {
    table = next;
  }

  @Override
  public void handle(ClientStream client) {
    Exchange exchange = new Exchange(tools, table, client);
    try {
      preflight(exchange);
    } catch (RuntimeException bug) {
      broke(exchange, bug);
    }
  }

  /** A fault of our own: the client hears of it, and the log says what it was. */
  static void broke(Exchange exchange, RuntimeException bug) {
    LOG.error("request failed inside the sidecar", bug);
    exchange.refuse(Failure.INTERNAL, "");
  }

  @Override
  public void rejected(ClientStream client, Failure failure) {
    new Exchange(tools, table, client).reject(failure);
  }

  private void preflight(Exchange exchange) {
    if (CorsRules.isPreflight(exchange.head())) {
      CorsRules rules = preflightRules(exchange);
      if (rules != null) {
        var methods = exchange.table().shared().routes().methodsAt(exchange.lookup());
        exchange.preflight(rules.preflight(exchange.head(), methods));
        return;
      }
    }
    route(exchange);
  }

  /** The rules of a route at the path that has some of its own, else the listener's. */
  private static @Nullable CorsRules preflightRules(Exchange exchange) {
    LoopTable table = exchange.table();
    for (Route route : table.shared().routes().routesAt(exchange.lookup())) {
      CorsRules own = table.plan(route.ordinal()).cors();
      if (own != null) {
        return own;
      }
    }
    return table.listener(exchange.client().listener()).cors();
  }

  private void route(Exchange exchange) {
    Verdict verdict = exchange.table().shared().routes().find(exchange.lookup());
    switch (verdict) {
      case FOUND -> claimed(exchange, exchange.lookup().route());
      case NONE -> unclaimed(exchange);
      case NEEDS_BODY -> readAhead(exchange, () -> route(exchange));
      case BODY_TOO_LARGE -> exchange.refuse(Failure.BODY_TOO_LARGE, "");
      case BODY_NOT_DECODABLE -> exchange.refuse(Failure.BODY_NOT_DECODABLE, "");
    }
  }

  /** Reads the body up to {@code limits.matchBody} and shows it to the look-up. */
  private void readAhead(Exchange exchange, Runnable then) {
    readAhead(exchange, exchange.table().shared().limits().matchBody(), then);
  }

  private static void readAhead(Exchange exchange, int limit, Runnable then) {
    LimitsConfig limits = exchange.table().shared().limits();
    Runnable settled =
        () -> guarded(exchange, () -> bodyIsRead(exchange, limits.matchBody(), then));
    exchange.content().readAhead(limit, limits.readAhead().maxWait(), settled);
  }

  private static void bodyIsRead(Exchange exchange, int limit, Runnable then) {
    ReadAhead read = exchange.content().readAhead();
    if (read == null) {
      throw new IllegalStateException("the body was not read ahead");
    }
    if (read.failure() != null) {
      exchange.bodyBroke(read.failure());
      return;
    }
    if (read.isTooLarge() || read.size() > limit) {
      exchange.lookup().bodyTooLarge();
    } else {
      exchange.lookup().encodedBody(read.array(), read.size(), limit);
    }
    then.run();
  }

  private static void guarded(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      broke(exchange, bug);
    } catch (OutOfMemoryError full) {
      LOG.error("no memory left for a request", full);
      exchange.refuse(Failure.OVERLOADED, "");
    }
  }

  private void claimed(Exchange exchange, Route route) {
    RoutePlan plan = exchange.table().plan(route.ordinal());
    exchange.claimedBy(plan, exchange.table().route(route.ordinal()));
    if (route.expiredAt(exchange.wallMillis())) {
      exchange.expired(plan.config().expiredStatus());
      return;
    }
    DedupPlan window = plan.dedup();
    if (window != null && window.covers(exchange.head())) {
      dedup(exchange, plan, window);
    } else {
      answer(exchange, plan);
    }
  }

  /** Whose body is not here yet, or too long to look at, cannot be told from another. */
  private void dedup(Exchange exchange, RoutePlan plan, DedupPlan window) {
    Runnable onward = () -> guarded(exchange, () -> answer(exchange, plan));
    Deduplication asking = new Deduplication(exchange, tools, window, onward);
    exchange.inWindow(asking);
    long declared = exchange.content().body().length();
    if (ForwardPlan.asksUpgrade(exchange.head())) {
      asking.pass(Skip.UPGRADE);
    } else if (exchange.content().isReadAhead() || declared == 0) {
      asking.begin();
    } else if (declared > window.maxBodyBytes()) {
      asking.pass(Skip.BODY_TOO_LARGE);
    } else {
      boolean shown = plan.mock() != null && plan.mock().answer().needsBody();
      int limit = exchange.table().shared().limits().matchBody();
      readAhead(
          exchange,
          shown ? Math.max(limit, window.maxBodyBytes()) : window.maxBodyBytes(),
          asking::begin);
    }
  }

  private void answer(Exchange exchange, RoutePlan plan) {
    MockPlan mock = plan.mock();
    ForwardPlan forward = plan.forward();
    if (mock != null) {
      mock(exchange, mock);
    } else if (forward != null) {
      proxy(exchange, forward, plan.cache());
    }
  }

  private static void proxy(Exchange exchange, ForwardPlan forward, @Nullable CachePlan cache) {
    if (cache == null) {
      exchange.forward(forward);
    } else {
      exchange.answerCached(cache, forward);
    }
  }

  private void mock(Exchange exchange, MockPlan mock) {
    MockAnswer answer = mock.answer();
    if (answer.needsBody()
        && !exchange.content().isReadAhead()
        && exchange.content().body().length() != 0) {
      readAhead(exchange, () -> mock(exchange, mock));
      return;
    }
    if (exchange.content().isHere()) {
      exchange.mockAfterDelay(mock);
    } else {
      exchange.content().whenDrained(() -> guarded(exchange, () -> exchange.mockAfterDelay(mock)));
    }
  }

  private void unclaimed(Exchange exchange) {
    LoopTable table = exchange.table();
    int listener = exchange.client().listener();
    ForwardPlan fallback = table.listener(listener).fallback();
    LoopRoute counted = table.fallback(listener);
    if (fallback != null && counted != null) {
      exchange.fallsTo(counted);
      proxy(exchange, fallback, table.listener(listener).cache());
      return;
    }
    List<ProblemDocument.Hint> nearest = hints(exchange);
    exchange.content().whenDrained(() -> exchange.unmatched(nearest));
  }

  private static List<ProblemDocument.Hint> hints(Exchange exchange) {
    if (!exchange.mayBeTold()) {
      return List.of();
    }
    return NearMisses.of(exchange.table().shared().routes(), exchange.lookup()).stream()
        .map(miss -> new ProblemDocument.Hint(miss.route(), miss.claims(), miss.why()))
        .toList();
  }
}
