package dev.mynah.exporter.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.QueryTurns;
import dev.mynah.metrics.BuildInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The API over counts in memory, asked without a socket. */
final class ApiFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<LogEntry> log = new ArrayList<>();
  final List<String> observed = java.util.Collections.synchronizedList(new ArrayList<>());
  RouteBook routes = RouteBook.EMPTY;

  private final List<AdminRoute> paths;

  /** An answer, read to its end. */
  record Answer(int status, String text, JsonNode json) {}

  ApiFixture(MemoryCounts counts, long nowMillis, PromqlSettings settings) {
    QueryObserver observer =
        new QueryObserver() {
          @Override
          public void answered(String endpoint, int status, long nanos) {
            observed.add(endpoint + " " + status);
          }

          @Override
          public void refused(String reason) {
            observed.add("refused " + reason);
          }
        };
    this.paths =
        PrometheusApi.routes(
            new PromqlParts(
                counts,
                new MemoryLog(log),
                () -> routes,
                BuildInfo.UNKNOWN,
                settings,
                Clock.fixed(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC),
                System::nanoTime,
                new QueryTurns(settings.concurrent()),
                observer));
  }

  /** Asks with GET; the path may have a query. */
  Answer get(String path) {
    int mark = path.indexOf('?');
    String bare = mark < 0 ? path : path.substring(0, mark);
    return ask("GET", bare, mark < 0 ? "" : path.substring(mark + 1), "");
  }

  /** Asks with a form. */
  Answer post(String path, String form) {
    return ask("POST", path, "", form);
  }

  private Answer ask(String method, String path, String query, String form) {
    AdminRoute route =
        paths.stream()
            .filter(
                r ->
                    r.path().equals(path)
                        || r.path().endsWith("/*")
                            && path.startsWith(r.path().substring(0, r.path().length() - 1)))
            .filter(r -> r.methods().contains(method))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no path " + method + " " + path));
    String rest = route.path().endsWith("/*") ? path.substring(route.path().length() - 1) : "";
    Map<String, String> headers =
        form.isEmpty() ? Map.of() : Map.of("content-type", "application/x-www-form-urlencoded");
    try {
      AdminResponse response =
          route
              .endpoint()
              .answer(new AdminRequest(method, path, rest, query, headers, Content.of(form)));
      String text = text(response);
      return new Answer(response.status(), text, JSON.readTree(text));
    } catch (Exception failed) {
      throw new AssertionError(path + "?" + query, failed);
    }
  }

  private static String text(AdminResponse response) {
    if (response.body() instanceof AdminResponse.Whole whole) {
      return whole.content().utf8();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ((AdminResponse.Streamed) response.body()).writer().writeTo(out);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A log in memory, of which the API reads pages only. */
  private record MemoryLog(List<LogEntry> entries) implements LogReader {
    @Override
    public List<LogEntry> page(LogFilter filter, long beforeId, int limit) {
      return entries.stream()
          .filter(entry -> filter.range().contains(entry.event().timeMillis()))
          .filter(
              entry -> filter.matchers().stream().allMatch(m -> m.accepts(value(entry, m.name()))))
          .limit(limit)
          .toList();
    }

    private static String value(LogEntry entry, String name) {
      return switch (name) {
        case "trace_id" -> entry.event().client().traceId();
        case "route" -> entry.event().request().route();
        case "outcome" -> entry.event().answer().outcome();
        default -> throw new AssertionError("not asked for: " + name);
      };
    }

    @Override
    public void stream(LogFilter filter, Consumer<LogEntry> sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Group> group(LogFilter filter, List<Key> keys, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] durations(LogFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<MissingPath> missingPaths(LogFilter filter, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long leftOut(LogFilter filter) {
      return 0;
    }
  }
}
