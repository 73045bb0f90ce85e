package dev.mynah.metrics;

import static dev.mynah.metrics.Metric.counter;
import static dev.mynah.metrics.Metric.gauge;
import static dev.mynah.metrics.Metric.histogram;
import static dev.mynah.metrics.Metric.info;

import dev.mynah.ledger.Family;
import dev.mynah.metrics.Metric.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Every metric, declared once: {@code docs/metrics.md} is written from this and collectors take
 * names, labels and help from here.
 *
 * <p>A constant of type {@link Family} is counted in the ledger, by the event loop that owns the
 * slot; one of type {@link Metric} belongs to {@link Metrics#gauge} or {@link Metrics#counter}.
 * Durations are added in nanoseconds and exposed in seconds.
 */
public final class Catalogue {
  private static final List<Metric> DECLARED = new ArrayList<>();

  // Requests.

  static final Metric REQUESTS =
      declare(
          counter(
                  "mynah_http_requests_total",
                  "Requests answered, counted just before the answer's head is written.",
                  "route",
                  "method",
                  "code",
                  "outcome")
              .worry("The share of code 5.. grows, or the rate falls to nothing.")
              .from(Source.LEDGER)
              .history()
              .inMinimal());

  static final Metric DURATION =
      declare(
          histogram(
                  "mynah_http_request_duration_seconds",
                  "From a request's first byte to its answer's last.",
                  "route",
                  "outcome")
              .worry("The 99th percentile leaves its usual band.")
              .from(Source.LEDGER)
              .history()
              .inMinimal());

  static final Metric REQUEST_BYTES =
      declare(
          counter(
                  "mynah_http_request_body_bytes_total",
                  "Bytes of request bodies taken from clients.",
                  "route",
                  "outcome")
              .from(Source.LEDGER)
              .history()
              .inMinimal());

  static final Metric RESPONSE_BYTES =
      declare(
          counter(
                  "mynah_http_response_body_bytes_total",
                  "Bytes of answer bodies given to clients.",
                  "route",
                  "outcome")
              .from(Source.LEDGER)
              .history()
              .inMinimal());

  static final Metric UNMATCHED =
      declare(
          counter(
                  "mynah_unmatched_requests_total",
                  "Requests that no route claimed; they are in the requests as route _unmatched.")
              .worry("Above 0: a client calls what is not configured, or a route has a typo.")
              .from(Source.COMPUTED)
              .history()
              .inMinimal());

  /** Requests being answered now. */
  public static final Metric IN_FLIGHT =
      declare(
          gauge("mynah_http_requests_in_flight", "Requests being answered now.")
              .worry("It climbs without the request rate climbing.")
              .history()
              .inMinimal());

  /** Answers that broke off; reasons are the error table's words. */
  public static final Family FAILURES =
      ledger(
          counter(
                  "mynah_http_request_failures_total",
                  "Requests that failed, by reason: no answer could be had, or it broke off.",
                  "reason")
              .worry("Any steady rate; the reason says whether client, upstream or we gave up.")
              .history()
              .inMinimal());

  /** Requests refused by framing rules and limits. */
  public static final Family REJECTED =
      ledger(
          counter(
                  "mynah_http_requests_rejected_total",
                  "Requests refused by framing rules or limits, by reason.",
                  "reason")
              .worry("A steady rate: a broken client, an attack, or a limit set too low.")
              .history()
              .inMinimal());

  /** Requests that met a route past its {@code expires}. */
  public static final Family EXPIRED =
      ledger(
          counter(
                  "mynah_expired_route_requests_total",
                  "Requests that met a route past its expiry.",
                  "route")
              .worry("Above 0: a test still relies on a route that was meant to go."));

  static final Metric ROUTE_INFO =
      declare(
          info(
                  "mynah_route_info",
                  "What is configured for a route; always 1, to join on route.",
                  "route",
                  "group",
                  "upstream",
                  "mode")
              .from(Source.COMPUTED));

  // Mocking.

  /** Faults answered on purpose. */
  public static final Family FAULTS =
      ledger(
          counter(
                  "mynah_faults_injected_total",
                  "Faults answered because the configuration says so, by kind.",
                  "route",
                  "kind")
              .history());

  /** Delay added on purpose; add nanoseconds. */
  public static final Family INJECTED_DELAY =
      ledger(
          counter(
                  "mynah_injected_delay_seconds_total",
                  "Time answers were held back because the configuration says so.",
                  "route")
              .history());

  // Connections of clients.

  /** Open client connections. */
  public static final Metric CONNECTIONS =
      declare(
          gauge("mynah_connections", "Open client connections.", "listener")
              .worry("Close to mynah_connections_limit: the next client is turned away.")
              .history()
              .inMinimal());

  /** How many client connections may be open. */
  public static final Metric CONNECTIONS_LIMIT =
      declare(
          gauge("mynah_connections_limit", "Client connections that may be open at once.")
              .inMinimal());

  /** Bytes that bodies read ahead may take, as far as they are reserved. */
  public static final Metric READ_AHEAD_BYTES =
      declare(
          gauge("mynah_read_ahead_bytes", "Memory reserved for request bodies read ahead.")
              .worry("Close to mynah_read_ahead_limit_bytes: further bodies wait.")
              .history());

  /** How many bytes bodies read ahead may take. */
  public static final Metric READ_AHEAD_LIMIT =
      declare(
          gauge(
              "mynah_read_ahead_limit_bytes",
              "Memory that request bodies read ahead may take at once."));

  /** Requests that wait until their body may be read ahead. */
  public static final Metric READ_AHEAD_WAITING =
      declare(
          gauge(
                  "mynah_read_ahead_waiting",
                  "Requests that wait for memory to read their body ahead.")
              .worry("Above 0 for long: after limits.readAheadWait they are answered 503."));

  /** Client connections accepted. */
  public static final Family CONNECTIONS_ACCEPTED =
      ledger(
          counter("mynah_connections_accepted_total", "Client connections accepted.", "listener")
              .worry("As high as the request rate: clients do not keep connections alive."));

  /** Client connections closed. */
  public static final Family CONNECTIONS_CLOSED =
      ledger(
          counter(
              "mynah_connections_closed_total", "Client connections closed, by reason.", "reason"));

  /** Client connections turned away. */
  public static final Family CONNECTIONS_REJECTED =
      ledger(
          counter(
                  "mynah_connections_rejected_total",
                  "Client connections closed at once, by reason.",
                  "reason")
              .worry("Above 0: limits.connections is too low, or clients leak connections.")
              .inMinimal());

  // Upstreams.

  /** Answers that came from upstreams, also those a retry replaced. */
  public static final Family UPSTREAM_REQUESTS =
      ledger(
          counter(
                  "mynah_upstream_requests_total",
                  "Answers had from upstreams, also those that a retry replaced.",
                  "upstream",
                  "method",
                  "code")
              .worry("The share of code 5.. grows.")
              .history()
              .inMinimal());

  /** From sending a request upstream to its answer's end. */
  public static final Family UPSTREAM_DURATION =
      ledger(
          histogram(
                  "mynah_upstream_request_duration_seconds",
                  "From a request sent upstream to the end of the answer.",
                  "upstream")
              .worry("The 99th percentile nears the upstream's timeout.")
              .history()
              .inMinimal());

  /** From sending a request upstream to the first byte of its answer. */
  public static final Family UPSTREAM_FIRST_BYTE =
      ledger(
          histogram(
              "mynah_upstream_first_byte_seconds",
              "From a request sent upstream to the first byte of the answer.",
              "upstream"));

  /** What opening a connection took, TLS included. */
  public static final Family UPSTREAM_CONNECT =
      ledger(
          histogram(
              "mynah_upstream_connect_duration_seconds",
              "Opening a connection to an upstream, TLS included.",
              "upstream"));

  /** Requests to upstreams without an answer. */
  public static final Family UPSTREAM_FAILURES =
      ledger(
          counter(
                  "mynah_upstream_failures_total",
                  "Attempts upstream that had no whole answer, by reason.",
                  "upstream",
                  "reason")
              .worry("Any steady rate; the reason tells dns, connect, tls, timeout or reset.")
              .history()
              .inMinimal());

  /** Attempts made again. */
  public static final Family UPSTREAM_RETRIES =
      ledger(
          counter(
                  "mynah_upstream_retries_total",
                  "Attempts upstream that were made again, by reason.",
                  "upstream",
                  "reason")
              .worry("Above a few percent of upstream requests.")
              .history());

  /** Connections opened to upstreams. */
  public static final Family UPSTREAM_CONNECTIONS_OPENED =
      ledger(
          counter(
                  "mynah_upstream_connections_opened_total",
                  "Connections opened to upstreams.",
                  "upstream")
              .worry("As high as the upstream request rate: the upstream closes every time."));

  /** Connections to upstreams closed. */
  public static final Family UPSTREAM_CONNECTIONS_CLOSED =
      ledger(
          counter(
              "mynah_upstream_connections_closed_total",
              "Connections to upstreams closed, by reason.",
              "upstream",
              "reason"));

  /** Pooled connections; states are {@code idle} and {@code active}. */
  public static final Metric UPSTREAM_CONNECTIONS =
      declare(
          gauge(
              "mynah_upstream_connections",
              "Connections to upstreams, by state idle or active.",
              "upstream",
              "state"));

  /** Requests under way upstream. */
  public static final Metric UPSTREAM_IN_FLIGHT =
      declare(
          gauge(
                  "mynah_upstream_requests_in_flight",
                  "Requests under way at an upstream.",
                  "upstream")
              .history());

  /** Requests that wait for a connection. */
  public static final Metric UPSTREAM_QUEUED =
      declare(
          gauge(
                  "mynah_upstream_requests_queued",
                  "Requests that wait for a connection to an upstream.",
                  "upstream")
              .worry("Above 0 for long: the pool is too small for the upstream's latency.")
              .history());

  /** Bytes of bodies sent upstream. */
  public static final Family UPSTREAM_REQUEST_BYTES =
      ledger(
          counter(
                  "mynah_upstream_request_body_bytes_total",
                  "Bytes of bodies sent to upstreams.",
                  "upstream")
              .history());

  /** Bytes of bodies had from upstreams. */
  public static final Family UPSTREAM_RESPONSE_BYTES =
      ledger(
          counter(
                  "mynah_upstream_response_body_bytes_total",
                  "Bytes of bodies had from upstreams.",
                  "upstream")
              .history());

  /** Lookups of upstream names. */
  public static final Family UPSTREAM_DNS =
      ledger(
          counter(
              "mynah_upstream_dns_lookups_total", "Lookups of an upstream's name.", "upstream"));

  /** Lookups that failed. */
  public static final Family UPSTREAM_DNS_FAILURES =
      ledger(
          counter(
                  "mynah_upstream_dns_failures_total",
                  "Lookups of an upstream's name that failed.",
                  "upstream")
              .worry("Above 0: old addresses are used until they fail too.")
              .history());

  private Catalogue() {}

  /** All metrics in the order of the documentation. */
  public static List<Metric> all() {
    List<Metric> all = new ArrayList<>(DECLARED);
    all.addAll(ReuseCatalogue.all());
    all.addAll(JournalCatalogue.all());
    all.addAll(ExporterCatalogue.all());
    all.addAll(ProcessCatalogue.all());
    return List.copyOf(all);
  }

  /** The first half: what concerns traffic. */
  static List<Metric> traffic() {
    return List.copyOf(DECLARED);
  }

  private static Metric declare(Metric metric) {
    DECLARED.add(metric);
    return metric;
  }

  private static Family ledger(Metric metric) {
    declare(metric.from(Source.LEDGER));
    String[] labels = metric.labels().toArray(new String[0]);
    return metric.type() == Metric.Type.HISTOGRAM
        ? Family.histogram(metric.name(), labels)
        : Family.counter(metric.name(), labels);
  }
}
