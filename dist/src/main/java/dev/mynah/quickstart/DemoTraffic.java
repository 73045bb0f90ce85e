package dev.mynah.quickstart;

import java.util.List;
import java.util.random.RandomGenerator;

/** Which requests a demonstration makes, and which route of its example each is for. */
final class DemoTraffic {
  private static final int IDS = 40;

  private static final List<Kind> KINDS =
      List.of(
          new Kind(24, "get-user", "GET", "/users/%d", ""),
          new Kind(6, "create-user", "POST", "/users", "{\"name\":\"Grace\"}"),
          new Kind(16, "list-orders", "GET", "/orders?page=%d", ""),
          new Kind(3, "year-report", "GET", "/reports/2026", ""),
          new Kind(4, "legacy-stock", "GET", "/stock/sku-%d", ""),
          new Kind(20, "catalogue", "GET", "/catalogue/%d", ""),
          new Kind(10, "pay", "POST", "/payments", "{\"order\":%d,\"amount\":12.5}"),
          new Kind(9, "live", "GET", "/live/status/%d", ""),
          new Kind(1, "live", "GET", "/live/status/503", ""),
          new Kind(2, "partner", "GET", "/partner/%d", ""),
          new Kind(3, "_unmatched", "GET", "/v2/customers/%d/cards", ""),
          new Kind(2, "_unmatched", "GET", "/favicon.ico", ""));
  private static final int ALL = KINDS.stream().mapToInt(Kind::share).sum();
  private static final List<String> CONSUMERS =
      List.of("web-shop", "web-shop", "web-shop", "mobile-app", "mobile-app", "nightly-batch", "");
  private static final List<String> USER_AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/126.0.0.0 Safari/537.36",
          "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
          "okhttp/4.12.0",
          "curl/8.5.0",
          "python-requests/2.32.3");

  private DemoTraffic() {}

  /** A sort of request; {@code %d} is an id. */
  private record Kind(int share, String route, String method, String target, String body) {}

  /**
   * One request.
   *
   * @param route that it is meant for; {@code _unmatched} for none
   * @param consumer empty for nobody in particular
   */
  record Call(
      String route, String method, String target, String body, String consumer, String userAgent) {}

  static Call next(RandomGenerator random) {
    int at = random.nextInt(ALL);
    for (Kind kind : KINDS) {
      at -= kind.share;
      if (at < 0) {
        return call(kind, random);
      }
    }
    throw new IllegalStateException("shares add up");
  }

  private static Call call(Kind kind, RandomGenerator random) {
    String id = Integer.toString(1 + random.nextInt(IDS));
    return new Call(
        kind.route,
        kind.method,
        kind.target.replace("%d", id),
        kind.body.replace("%d", id),
        CONSUMERS.get(random.nextInt(CONSUMERS.size())),
        USER_AGENTS.get(random.nextInt(USER_AGENTS.size())));
  }
}
