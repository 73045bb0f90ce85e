package dev.mynah.exporter;

import dev.mynah.control.AdminEndpoint;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.ProblemException;
import dev.mynah.exporter.promql.QueryObserver;
import dev.mynah.metrics.ExporterCatalogue;
import dev.mynah.metrics.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what is asked of the APIs, how it is answered and how long that takes. Any thread. */
final class MeasuredRoutes implements QueryObserver {
  private static final String ROOT = "/api/";
  private static final int BAD = 400;
  private static final int UNSUPPORTED = 422;
  private static final int TIMEOUT = 503;

  private final Metrics metrics;
  private final Map<String, Metrics.ProcessCounter> counters = new ConcurrentHashMap<>();

  MeasuredRoutes(Metrics metrics) {
    this.metrics = metrics;
    for (String reason :
        new String[] {"bad", "unsupported", "too_large", "timeout", "unavailable"}) {
      refusals(reason);
    }
  }

  /** The same path, measured; a handler is called by what follows {@code /api/}. */
  AdminRoute measured(AdminRoute route) {
    String handler = handler(route.path());
    AdminEndpoint inner = route.endpoint();
    return route.answeredBy(request -> answer(handler, inner, request));
  }

  @Override
  public void answered(String endpoint, int status, long nanos) {
    count("v1/" + endpoint, status, nanos);
  }

  @Override
  public void refused(String reason) {
    refusals(reason).increment();
  }

  private AdminResponse answer(String handler, AdminEndpoint inner, AdminRequest request)
      throws Exception {
    long start = System.nanoTime();
    int status = 500;
    try {
      AdminResponse response = inner.answer(request);
      status = response.status();
      return response;
    } catch (ProblemException refusal) {
      status = refusal.problem().status();
      throw refusal;
    } finally {
      count(handler, status, System.nanoTime() - start);
      if (status == BAD || status == UNSUPPORTED || status == TIMEOUT) {
        refused(status == BAD ? "bad" : status == TIMEOUT ? "timeout" : "too_large");
      }
    }
  }

  private void count(String handler, int status, long nanos) {
    String code = Integer.toString(status);
    counters
        .computeIfAbsent(
            handler + " " + code,
            key -> metrics.counter(ExporterCatalogue.API_REQUESTS, handler, code))
        .increment();
    metrics.durations(ExporterCatalogue.API_DURATION, handler).record(nanos);
  }

  private Metrics.ProcessCounter refusals(String reason) {
    return counters.computeIfAbsent(
        reason, key -> metrics.counter(ExporterCatalogue.API_REJECTED, reason));
  }

  private static String handler(String path) {
    String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : path.substring(1);
    return name.endsWith("/*") ? name.substring(0, name.length() - 2) : name;
  }
}
