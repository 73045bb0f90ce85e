package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Requests made up from a seed. */
final class SampleRequests {
  static final String SOURCE = "source-a";

  /** The start of a day. */
  static final long NOON = 1_760_000_000_000L / Days.MILLIS * Days.MILLIS + Days.MILLIS / 2;

  private static final List<String> ODD =
      List.of("", "Zürich", "a%b_c", "x'; DROP TABLE request_log; --", "\"[1]\"", "🦜 mynah");
  private static final List<String> OUTCOMES = List.of("mock", "proxied", "cache", "unmatched");

  private final Random random;

  SampleRequests(long seed) {
    this.random = new Random(seed);
  }

  /** A plain one: {@code GET /users/1}, answered 200 after 2 ms by a mock. */
  static HitEvent event(long timeMillis) {
    return new HitEvent(
        timeMillis,
        1,
        new HitEvent.Request("get-user", "users", "team", "test", "GET", "/users/1", "http/1.1"),
        new HitEvent.Answer("mock", 200, BigDecimal.ZERO),
        new HitEvent.Spent(2_000_000, -1, 0, 100, 200),
        new HitEvent.Client("10.0.0.1", "curl/8.0", "ada", "", ""),
        null,
        null);
  }

  static LogEntry entry(HitEvent event) {
    return new LogEntry(0, SOURCE, event, new LogEntry.Origin("Local", "", "curl"));
  }

  static LogEntry by(String address, String consumer, long timeMillis) {
    HitEvent plain = event(timeMillis);
    return entry(
        new HitEvent(
            timeMillis,
            plain.weight(),
            plain.request(),
            plain.answer(),
            plain.spent(),
            new HitEvent.Client(address, "curl/8.0", consumer, "", ""),
            null,
            null));
  }

  static LogEntry failed(String message, long timeMillis) {
    HitEvent plain = event(timeMillis);
    return entry(
        new HitEvent(
            timeMillis,
            plain.weight(),
            plain.request(),
            new HitEvent.Answer("error", 504, BigDecimal.ZERO),
            plain.spent(),
            plain.client(),
            new HitEvent.Trouble("timeout", "upstream", "upstream_timeout", message),
            null));
  }

  static LogEntry unmatched(String path, long timeMillis) {
    HitEvent plain = event(timeMillis);
    return entry(
        new HitEvent(
            timeMillis,
            plain.weight(),
            new HitEvent.Request("_unmatched", "", "team", "test", "GET", path, "http/1.1"),
            new HitEvent.Answer("unmatched", 404, BigDecimal.ZERO),
            plain.spent(),
            plain.client(),
            null,
            null));
  }

  List<LogEntry> some(int count, long fromMillis, long spanMillis) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(any(fromMillis + (long) (random.nextDouble() * spanMillis)));
    }
    return entries;
  }

  private LogEntry any(long timeMillis) {
    int route = random.nextInt(5);
    String outcome = one(OUTCOMES);
    boolean failed = random.nextInt(4) == 0;
    HitEvent event =
        new HitEvent(
            timeMillis,
            random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 1,
            new HitEvent.Request(
                "route-" + route,
                "group-" + route % 2,
                one(List.of("", "team")),
                one(List.of("test", "live")),
                one(List.of("GET", "POST", "PUT")),
                "/things/" + random.nextInt(7),
                one(List.of("http/1.1", "h2"))),
            new HitEvent.Answer(
                outcome,
                one(List.of(0, 200, 201, 404, 500)),
                one(List.of(BigDecimal.ZERO, new BigDecimal("0.002"), BigDecimal.ONE))),
            new HitEvent.Spent(
                (long) (Math.exp(random.nextDouble() * 20) * 100),
                random.nextBoolean() ? -1 : random.nextInt(1_000_000),
                random.nextInt(2) * 1_000L,
                random.nextInt(10_000),
                random.nextInt(1_000_000)),
            new HitEvent.Client(
                "10.0.0." + random.nextInt(4),
                one(List.of("", "curl/8.0", "okhttp/4.12")),
                one(ODD),
                random.nextBoolean() ? "" : id(16),
                random.nextBoolean() ? "" : id(8)),
            failed
                ? new HitEvent.Trouble(
                    one(List.of("timeout", "status_5xx")),
                    one(List.of("upstream", "client")),
                    one(ODD),
                    "message " + random.nextInt(3))
                : null,
            null);
    return new LogEntry(
        0,
        SOURCE,
        event,
        new LogEntry.Origin(
            one(List.of("", "CH", "Local")), one(ODD), one(List.of("", "curl", "okhttp"))));
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private String id(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
