package dev.mynah.exporter.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.ledger.LedgerSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted between two looks at the ledger, by route. Made by the timer thread, then
 * immutable.
 */
final class SecondCounts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Tally> byRoute;

  private SecondCounts(Map<String, Tally> byRoute) {
    this.byRoute = byRoute;
  }

  /** Sums of one route, and how they part. */
  private static final class Tally {
    private long requests;
    private long bytesIn;
    private long bytesOut;
    private long total;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> codes = new TreeMap<>();

    void add(LedgerSnapshot.Hits now, LedgerSnapshot.Hits before) {
      total += now.requests();
      long more = now.requests() - before.requests();
      bytesIn += now.bytesIn() - before.bytesIn();
      bytesOut += now.bytesOut() - before.bytesOut();
      if (more > 0) {
        requests += more;
        outcomes.merge(now.outcome(), more, Long::sum);
        codes.merge(codeClass(now.code()), more, Long::sum);
      }
    }

    void add(Tally other) {
      requests += other.requests;
      bytesIn += other.bytesIn;
      bytesOut += other.bytesOut;
      total += other.total;
      other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
      other.codes.forEach((code, count) -> codes.merge(code, count, Long::sum));
    }

    void write(ObjectNode to) {
      to.put("requests", requests).put("bytesIn", bytesIn).put("bytesOut", bytesOut);
      to.put("total", total);
      ObjectNode byOutcome = to.putObject("outcomes");
      outcomes.forEach(byOutcome::put);
      ObjectNode byCode = to.putObject("codes");
      codes.forEach(byCode::put);
    }

    private static String codeClass(String code) {
      return code.length() == 3 ? code.charAt(0) + "xx" : code;
    }
  }

  /** The difference; counts that began anew are taken from nothing. */
  static SecondCounts between(LedgerSnapshot before, LedgerSnapshot now) {
    Map<String, LedgerSnapshot.Hits> old = new HashMap<>();
    if (before.ledgerId() == now.ledgerId()) {
      before.hits().forEach(hits -> old.put(key(hits), hits));
    }
    Map<String, Tally> byRoute = new TreeMap<>();
    for (LedgerSnapshot.Hits hits : now.hits()) {
      LedgerSnapshot.Hits was = old.getOrDefault(key(hits), nothing(hits));
      byRoute.computeIfAbsent(hits.route(), route -> new Tally()).add(hits, was);
    }
    return new SecondCounts(byRoute);
  }

  /**
   * One line of JSON: routes that were hit, and all that a filter lets through together.
   *
   * @param seconds how long it was counted
   */
  String json(LiveFilter filter, RouteBook book, long timeMillis, double seconds) {
    ObjectNode message = JSON.createObjectNode();
    message.put("type", "counts").put("timeMillis", timeMillis).put("seconds", seconds);
    Tally all = new Tally();
    var routes = message.putArray("routes");
    byRoute.forEach(
        (route, tally) -> {
          if (!filter.accepts(route)) {
            return;
          }
          all.add(tally);
          if (tally.requests > 0) {
            ObjectNode one = routes.addObject().put("route", route);
            one.put("group", book.find(route).map(RouteBook.Entry::group).orElse(""));
            tally.write(one);
          }
        });
    all.write(message.putObject("totals"));
    return message.toString();
  }

  private static String key(LedgerSnapshot.Hits h) {
    return String.join("\u0000", h.route(), h.method(), h.code(), h.outcome(), h.protocol());
  }

  private static LedgerSnapshot.Hits nothing(LedgerSnapshot.Hits h) {
    return new LedgerSnapshot.Hits(
        h.route(), h.method(), h.code(), h.outcome(), h.protocol(), 0, 0, 0, 0, 0);
  }
}
