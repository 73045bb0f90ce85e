package dev.mynah.settings;

import dev.mynah.settings.declare.MaybePath;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The declarations behind {@link ProcessSettings}. */
public final class ProcessSections {
  private static final long MIB = 1024 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");

  private ProcessSections() {}

  private static final Setting<String> ADMIN_HOST =
      Setting.of("host", Types.text(), "Address to bind.")
          .byDefault(AdminSettings.DEFAULT_HOST)
          .atStart();
  private static final Setting<Integer> ADMIN_PORT =
      Setting.of("port", Types.integer(0, 65_535), "Port; 0 takes a free one.")
          .byDefault(AdminSettings.DEFAULT_PORT)
          .atStart();

  private record AdminListen(String host, int port) {}

  private static final Section<AdminListen> ADMIN_LISTEN =
      Section.of(
              "adminListen",
              "Where the admin listener binds.",
              v -> new AdminListen(v.get(ADMIN_HOST), v.get(ADMIN_PORT)),
              ADMIN_HOST,
              ADMIN_PORT)
          .synonyms(Map.of("address", "host", "bind", "host"));

  private static final Setting<AdminListen> LISTEN =
      Setting.of("listen", ADMIN_LISTEN, "Where the admin listener binds.")
          .byDefault(new AdminListen(AdminSettings.DEFAULT_HOST, AdminSettings.DEFAULT_PORT))
          .elsewise("127.0.0.1, port 9464");
  private static final Setting<List<String>> TOKENS =
      Setting.of(
              "tokens",
              Types.token(
                      "token", "expected 16 to 256 printable characters", ProcessSections::token)
                  .listOrOne(),
              "Bearer tokens that open the APIs to peers beyond loopback; without any, such peers"
                  + " get health and metrics only.")
          .byDefault(List.of())
          .secret();
  private static final Setting<List<String>> ALLOWED_HOSTS =
      Setting.of(
              "allowedHosts",
              Types.text().listOrOne(),
              "Host names that requests may carry besides loopback names and the bound address.")
          .byDefault(List.of());
  private static final Setting<List<String>> ALLOWED_ORIGINS =
      Setting.of(
              "allowedOrigins",
              Types.text().listOrOne(),
              "Origins of web pages that may call the APIs besides our own console.")
          .byDefault(List.of());

  private static final Setting<AdminSettings> ADMIN =
      Setting.of(
              "admin",
              Section.of(
                      "admin",
                      "The one admin listener: health, metrics, APIs.",
                      v ->
                          new AdminSettings(
                              v.get(LISTEN).host(),
                              v.get(LISTEN).port(),
                              v.get(TOKENS),
                              v.get(ALLOWED_HOSTS),
                              v.get(ALLOWED_ORIGINS)),
                      LISTEN,
                      TOKENS,
                      ALLOWED_HOSTS,
                      ALLOWED_ORIGINS)
                  .synonyms(
                      Map.of("port", "listen.port", "host", "listen.host", "token", "tokens")),
              "The admin listener.")
          .byDefault(AdminSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<MaybePath> DIR =
      Setting.of("dir", Types.pathOrNone(), "The data directory; none keeps counts on the heap.")
          .byDefault(new MaybePath(DataSettings.DEFAULT_DIR))
          .atStart();
  private static final Setting<DataSettings> DATA =
      Setting.of(
              "data",
              Section.of(
                  "data",
                  "What outlives the process.",
                  v -> new DataSettings(v.get(DIR).path()),
                  DIR),
              "What outlives the process.")
          .byDefault(DataSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<Long> LEDGER_SIZE =
      Setting.of("size", Types.size(MIB, 1024 * MIB), "Cap of the counters' file.")
          .byDefault(LedgerSettings.DEFAULT_SIZE_BYTES)
          .atStart();
  private static final Setting<Duration> OPEN_TIMEOUT =
      Setting.of(
              "openTimeout",
              Types.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
              "How long opening may take before the file is moved aside.")
          .byDefault(LedgerSettings.DEFAULT_OPEN_TIMEOUT)
          .atStart();
  private static final Setting<Duration> KEEP_REMOVED =
      Setting.of(
              "keepRemoved",
              Types.duration(Duration.ofHours(1), Duration.ofDays(3650)),
              "How long a route that is gone keeps its own counters.")
          .byDefault(LedgerSettings.DEFAULT_KEEP_REMOVED)
          .atStart();
  private static final Setting<LedgerSettings> LEDGER =
      Setting.of(
              "ledger",
              Section.of(
                  "ledger",
                  "The hit counters' file.",
                  v ->
                      new LedgerSettings(
                          v.get(LEDGER_SIZE), v.get(OPEN_TIMEOUT), v.get(KEEP_REMOVED)),
                  LEDGER_SIZE,
                  OPEN_TIMEOUT,
                  KEEP_REMOVED),
              "The hit counters' file.")
          .byDefault(LedgerSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<MetricsSettings.Preset> PRESET =
      Setting.of("preset", Types.choice(MetricsSettings.Preset.class), "How much is exposed.")
          .byDefault(MetricsSettings.Preset.STANDARD);
  private static final Setting<Integer> SERIES_BUDGET =
      Setting.of(
              "seriesBudget",
              Types.integer(100, 1_000_000),
              "Series exposed by one process before the rest is folded into _overflow.")
          .byDefault(MetricsSettings.DEFAULT_SERIES_BUDGET);
  private static final Setting<Boolean> EXEMPLARS =
      Setting.of(
              "exemplars",
              Types.truth(),
              "Whether latency buckets carry the trace id of a request, in OpenMetrics only.")
          .byDefault(true);
  private static final Setting<MetricsSettings> METRICS =
      Setting.of(
              "metrics",
              Section.of(
                  "metrics",
                  "What /metrics shows.",
                  v -> new MetricsSettings(v.get(PRESET), v.get(SERIES_BUDGET), v.get(EXEMPLARS)),
                  PRESET,
                  SERIES_BUDGET,
                  EXEMPLARS),
              "What /metrics shows.")
          .byDefault(MetricsSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<LogSettings.Format> FORMAT =
      Setting.of("format", Types.choice(LogSettings.Format.class), "How a line looks.")
          .byDefault(LogSettings.Format.TEXT);
  private static final Setting<LogSettings.Level> LEVEL =
      Setting.of(
              "level",
              Types.choice(LogSettings.Level.class),
              "The least important line that is written.")
          .byDefault(LogSettings.Level.INFO);
  private static final Setting<Boolean> ACCESS =
      Setting.of("access", Types.truth(), "Whether every request gets a line.").byDefault(false);
  private static final Setting<LogSettings> LOG =
      Setting.of(
              "log",
              Section.of(
                  "log",
                  "What the process writes to standard error.",
                  v -> new LogSettings(v.get(FORMAT), v.get(LEVEL), v.get(ACCESS)),
                  FORMAT,
                  LEVEL,
                  ACCESS),
              "What the process writes to standard error.")
          .byDefault(LogSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<Boolean> WATCH =
      Setting.of("watch", Types.truth(), "Whether files are looked at while running.")
          .byDefault(true)
          .atStart();
  private static final Setting<Duration> INTERVAL =
      Setting.of(
              "interval",
              Types.duration(Duration.ofMillis(100), Duration.ofHours(1)),
              "Between two looks; a change is taken once two looks agree.")
          .byDefault(ReloadSettings.DEFAULT_INTERVAL)
          .atStart();
  private static final Setting<ReloadSettings> RELOAD =
      Setting.of(
              "reload",
              Section.of(
                  "reload",
                  "How changes of these files are noticed.",
                  v -> new ReloadSettings(v.get(WATCH), v.get(INTERVAL)),
                  WATCH,
                  INTERVAL),
              "How changes of these files are noticed.")
          .byDefault(ReloadSettings.DEFAULT)
          .elsewise("as below");

  /** All of them. */
  public static final Section<ProcessSettings> SECTION =
      Section.of(
          "process",
          "What every process of Mynah has.",
          v ->
              new ProcessSettings(
                  v.get(ADMIN),
                  v.get(DATA),
                  v.get(LEDGER),
                  v.get(METRICS),
                  v.get(LOG),
                  v.get(RELOAD),
                  v.get(JournalSections.JOURNAL),
                  v.get(JournalSections.IDENTITY)),
          ADMIN,
          DATA,
          LEDGER,
          METRICS,
          LOG,
          RELOAD,
          JournalSections.JOURNAL,
          JournalSections.IDENTITY);

  /** Short enough to guess is too short; a blank or a line break cannot stand in a header field. */
  private static String token(String text) {
    if (!TOKEN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a token");
    }
    return text;
  }
}
