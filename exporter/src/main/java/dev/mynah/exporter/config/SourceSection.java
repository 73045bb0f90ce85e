package dev.mynah.exporter.config;

import dev.mynah.exporter.scrape.PrometheusSourceSettings;
import dev.mynah.exporter.scrape.PrometheusSourceSettings.Login;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Prometheus server to build minutes from, instead of a ledger. */
final class SourceSection {
  private static final Setting<URI> URL =
      Setting.of(
              "url",
              Types.token(
                  "URL",
                  "expected http://HOST:PORT/PATH or https, without user and query",
                  SourceSection::url),
              "The server, with the path that its API is under, if any.")
          .required()
          .atStart()
          .example("http://prometheus:9090");
  private static final Setting<Duration> INTERVAL =
      Setting.of(
              "interval",
              Types.duration(Duration.ofSeconds(15), Duration.ofHours(1)),
              "Between two rounds of queries.")
          .byDefault(PrometheusSourceSettings.DEFAULT_INTERVAL)
          .atStart();
  private static final Setting<String> SELECTOR =
      Setting.of(
              "selector",
              Types.token(
                  "label matchers",
                  "expected label matchers in braces, such as {job=\"mynah\"}",
                  SourceSection::selector),
              "Which targets, as label matchers in braces.")
          .byDefault(PrometheusSourceSettings.DEFAULT_SELECTOR)
          .atStart();
  private static final Setting<String> TOKEN =
      Setting.of("token", Types.text(), "A bearer token to be sent.")
          .byDefault("")
          .elsewise("none")
          .secret()
          .atStart();
  private static final Setting<String> USER =
      Setting.of("user", Types.text(), "Who asks, for basic authentication.")
          .byDefault("")
          .elsewise("nobody")
          .atStart();
  private static final Setting<String> PASSWORD =
      Setting.of("password", Types.text(), "With which password.")
          .byDefault("")
          .elsewise("none")
          .secret()
          .atStart();
  private static final Setting<Duration> TIMEOUT =
      Setting.of(
              "timeout",
              Types.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
              "For one query and its whole answer.")
          .byDefault(PrometheusSourceSettings.DEFAULT_TIMEOUT)
          .atStart();
  private static final Setting<Duration> BACKFILL =
      Setting.of(
              "backfill",
              Types.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
              "How far back a first start, and a return after absence, reaches.")
          .byDefault(PrometheusSourceSettings.DEFAULT_BACKFILL)
          .atStart();

  static final Setting<PrometheusSourceSettings> SOURCE =
      Setting.of(
              "prometheusSource",
              Section.of(
                      "prometheusSource",
                      "A Prometheus server to build minutes from, instead of a ledger.",
                      SourceSection::build,
                      URL,
                      INTERVAL,
                      SELECTOR,
                      TOKEN,
                      USER,
                      PASSWORD,
                      TIMEOUT,
                      BACKFILL)
                  .synonyms(Map.of("step", "interval", "match", "selector", "address", "url")),
              "A Prometheus server to build minutes from, instead of a ledger.")
          .elsewise("the ledger of the data directory");

  private SourceSection() {}

  private static @Nullable PrometheusSourceSettings build(Values v) {
    if (!v.get(TOKEN).isEmpty() && !v.get(USER).isEmpty()) {
      v.error(USER, "expected either a token or a user");
      return null;
    }
    if (v.get(USER).indexOf(':') >= 0) {
      v.error(USER, "expected a user without a colon");
      return null;
    }
    return new PrometheusSourceSettings(
        v.get(URL),
        v.get(INTERVAL),
        v.get(SELECTOR),
        new Login(v.get(TOKEN), v.get(USER), v.get(PASSWORD)),
        v.get(TIMEOUT),
        v.get(BACKFILL));
  }

  private static URI url(String text) {
    return PrometheusSourceSettings.of(URI.create(text)).url();
  }

  private static String selector(String text) {
    return new PrometheusSourceSettings(
            URI.create("http://localhost"),
            PrometheusSourceSettings.DEFAULT_INTERVAL,
            text,
            Login.NONE,
            PrometheusSourceSettings.DEFAULT_TIMEOUT,
            PrometheusSourceSettings.DEFAULT_BACKFILL)
        .selector();
  }
}
