package dev.mynah.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.query.AnalyticsApi;
import dev.mynah.exporter.query.AnalyticsParts;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.series.QueryTurns;
import dev.mynah.ledger.journal.HitEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Files of rows: their form, what they hold, and that their length costs no memory. */
class ExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final MadeUpTraffic traffic = new MadeUpTraffic(6, 700, 3);

  @Test
  void metricsAddUpToWhatWasCounted() throws Exception {
    for (String resolution : List.of("minute", "hour", "day", "month")) {
      List<List<String>> rows = csv(text("csv?dataset=metrics&from=-5d&resolution=" + resolution));
      int requests = rows.get(0).indexOf("requests");
      int durations = rows.get(0).indexOf("duration_count");

      assertThat(sum(rows, requests)).isEqualTo(700);
      assertThat(sum(rows, durations)).isEqualTo(700);
    }
  }

  @Test
  void everyLineEndsAsTheStandardWantsAndHasAllColumns() throws Exception {
    String text = text("csv?dataset=logs&from=-5d");

    List<List<String>> rows = csv(text);
    assertThat(text).endsWith("\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    assertThat(rows).hasSize(701);
    assertThat(rows).allMatch(row -> row.size() == rows.get(0).size());
    assertThat(rows.get(0)).startsWith("id", "time", "source", "route");
  }

  @Test
  void textsComeBackAsTheyWereAndFormulasAreHarmless() throws Exception {
    String wicked = "a \"b\", c\r\nd";
    traffic.log.add("=1+1", event(wicked, "@sum", 1), LogEntry.Origin.UNKNOWN);

    List<List<String>> escaped = csv(text("csv?dataset=logs&trace_id=wicked"));
    List<List<String>> kept = csv(text("csv?dataset=logs&trace_id=wicked&formulas=keep"));

    List<String> header = escaped.get(0);
    assertThat(escaped.get(1).get(header.indexOf("path"))).isEqualTo(wicked);
    assertThat(escaped.get(1).get(header.indexOf("consumer"))).isEqualTo("'@sum");
    assertThat(escaped.get(1).get(header.indexOf("source"))).isEqualTo("'=1+1");
    assertThat(kept.get(1).get(header.indexOf("consumer"))).isEqualTo("@sum");
  }

  @Test
  void jsonHasTheSameRowsAsArrayAndAsLines() throws Exception {
    JsonNode array = JSON.readTree(text("json?dataset=errors&from=-5d"));
    String[] lines = text("json?dataset=errors&from=-5d&format=lines").split("\n", -1);

    long errors = traffic.hits.stream().filter(hit -> hit.trouble() != null).count();
    assertThat(array.size()).isEqualTo((int) errors);
    assertThat(lines).hasSize((int) errors + 1);
    for (int i = 0; i < array.size(); i++) {
      assertThat(JSON.readTree(lines[i])).isEqualTo(array.get(i));
    }
    assertThat(JSON.readTree(text("json?dataset=endpoints&from=-5d")).size()).isEqualTo(3);
    assertThat(JSON.readTree(text("json?dataset=logs&from=1&to=2")).size()).isZero();
  }

  @Test
  void filtersHoldForExportsToo() throws Exception {
    List<List<String>> rows = csv(text("csv?dataset=logs&from=-5d&route=pay&status=5xx"));

    long expected =
        traffic.hits.stream()
            .filter(hit -> hit.request().route().equals("pay") && hit.answer().status() >= 500)
            .count();
    assertThat(rows).hasSize((int) expected + 1);
  }

  @Test
  void theFileHasANameAndAType() throws Exception {
    AdminResponse answer = ask("csv?dataset=logs", parts(traffic.log));

    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/csv; charset=utf-8; header=present")
        .containsEntry("Content-Disposition", "attachment; filename=\"mynah-logs.csv\"");
  }

  @Test
  void aMillionRowsTakeNoMoreMemoryThanAFew() throws Exception {
    HitEvent event = event("/a/1", "shop", 1);
    long[] most = {0};
    LogReader endless =
        streaming(
            sink -> {
              for (int i = 1; i <= 1_000_000; i++) {
                sink.accept(new LogEntry(i, "s1", event, LogEntry.Origin.UNKNOWN));
                if (i % 100_000 == 0) {
                  most[0] = Math.max(most[0], heldBytes());
                }
              }
            });
    Counting out = new Counting();
    AdminResponse answer = ask("csv?dataset=logs", parts(endless));
    long before = heldBytes();

    ((AdminResponse.Streamed) answer.body()).writer().writeTo(out);

    assertThat(out.lines).isEqualTo(1_000_001);
    assertThat(most[0] - before).isLessThan(8L * 1024 * 1024);
  }

  @Test
  void aClientThatGoesAwayEndsTheExportAndFreesItsPlace() throws Exception {
    AnalyticsParts parts = parts(traffic.log);
    List<AdminRoute> routes = AnalyticsApi.routes(parts);
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client has gone");
          }
        };

    for (int i = 0; i < 10; i++) {
      AdminResponse answer = ask("csv?dataset=logs&from=-5d", routes);
      assertThat(answer.status()).isEqualTo(200);
      assertThatThrownBy(() -> ((AdminResponse.Streamed) answer.body()).writer().writeTo(gone))
          .isInstanceOf(IOException.class)
          .hasMessage("the client has gone");
    }
  }

  private static long heldBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Counts lines and keeps nothing. */
  private static final class Counting extends OutputStream {
    private long lines;

    @Override
    public void write(int b) {
      lines += b == '\n' ? 1 : 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }
  }

  private static LogReader streaming(Consumer<Consumer<LogEntry>> entries) {
    return (LogReader)
        Proxy.newProxyInstance(
            ExportTest.class.getClassLoader(),
            new Class<?>[] {LogReader.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("stream")) {
                @SuppressWarnings("unchecked")
                Consumer<LogEntry> sink = (Consumer<LogEntry>) arguments[1];
                assertThat(arguments[0]).isInstanceOf(LogFilter.class);
                entries.accept(sink);
                return null;
              }
              throw new AssertionError(method);
            });
  }

  private static HitEvent event(String path, String consumer, double weight) {
    return new HitEvent(
        MadeUpTraffic.NOW - 1_000,
        weight,
        new HitEvent.Request("r", "g", "w", "e", "GET", path, "h2"),
        new HitEvent.Answer("mock", 200, BigDecimal.ZERO),
        new HitEvent.Spent(1_000, -1, 0, 1, 2),
        new HitEvent.Client("::1", "curl", consumer, "wicked", ""),
        null,
        null);
  }

  private static long sum(List<List<String>> rows, int column) {
    return rows.stream()
        .skip(1)
        .map(row -> row.get(column))
        .filter(cell -> !cell.isEmpty())
        .mapToLong(Long::parseLong)
        .sum();
  }

  private AnalyticsParts parts(LogReader log) {
    return new AnalyticsParts(
        traffic.stored(log),
        () -> traffic.book,
        ApiSettings.DEFAULT,
        new QueryTurns(2),
        Clock.fixed(Instant.ofEpochMilli(MadeUpTraffic.NOW), ZoneOffset.UTC));
  }

  private String text(String target) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AdminResponse answer = ask(target, parts(traffic.log));
    ((AdminResponse.Streamed) answer.body()).writer().writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static AdminResponse ask(String target, AnalyticsParts parts) throws Exception {
    return ask(target, AnalyticsApi.routes(parts));
  }

  private static AdminResponse ask(String target, List<AdminRoute> routes) throws Exception {
    int mark = target.indexOf('?');
    String path = "/api/analytics/export/" + target.substring(0, mark);
    AdminRoute route =
        routes.stream()
            .filter(each -> each.path().equals(path) && each.methods().contains("GET"))
            .findFirst()
            .orElseThrow();
    return route
        .endpoint()
        .answer(
            new AdminRequest("GET", path, "", target.substring(mark + 1), Map.of(), Content.EMPTY));
  }

  /** A plain reader of RFC 4180, independent of the writer. */
  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    return rows;
  }
}
