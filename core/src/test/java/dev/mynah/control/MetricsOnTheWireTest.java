package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.MetricsSettings;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsOnTheWireTest {
  private final Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);
  private AdminFixture admin;

  @BeforeEach
  void start() throws Exception {
    metrics.ledger(HeapLedger.create(Clock.systemUTC(), 2_000));
    admin = new AdminFixture();
    admin.server.mountMetrics(metrics);
  }

  @AfterEach
  void stop() {
    admin.close();
    metrics.close();
  }

  @Test
  void textIsTheDefault() throws Exception {
    HttpResponse<String> answer = admin.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.body())
        .contains("mynah_unmatched_requests_total 0.0")
        .doesNotContain("# EOF");
  }

  @Test
  void openMetricsIsForThoseWhoAsk() throws Exception {
    HttpResponse<String> answer =
        admin.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void gzipIsForThoseWhoTakeIt() throws Exception {
    HttpResponse<byte[]> answer =
        admin.sendForBytes(admin.request("/metrics").header("Accept-Encoding", "gzip").build());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).contains("mynah_unmatched_requests_total 0.0");
    assertThat(answer.body().length).isLessThan(text.length() / 3);
  }

  @Test
  void namesRestrictTheAnswer() throws Exception {
    String body = admin.get("/metrics?name%5B%5D=mynah_draining").body();

    assertThat(body.lines()).hasSize(3).last().isEqualTo("mynah_draining 0.0");
  }

  @Test
  void anyoneWhoReachesThePortMayScrape() throws Exception {
    assertThat(
            admin.raw(
                "GET /metrics HTTP/1.1\r\nHost: mynah.prod.svc:9464\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void healthIsSeenThereToo() throws Exception {
    admin.health.degraded("ledger", "on the heap");
    admin.health.drain();

    assertThat(admin.get("/metrics").body()).contains("mynah_draining 1.0", "mynah_degraded 1.0");
  }
}
