package dev.mynah.exporter.config;

import dev.mynah.exporter.live.LiveSettings;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How answers are bounded. */
final class ApiSections {
  private static final int MOST_VALUES = 2_000_000_000;

  private static final Setting<Integer> PAGE_SIZE =
      Setting.of(
              "pageSize",
              Types.integer(1, ApiSettings.MOST_PAGE_ROWS),
              "Rows of a page when the request does not say.")
          .byDefault(ApiSettings.DEFAULT_PAGE_ROWS)
          .atStart();
  private static final Setting<Integer> MAX_PAGE_SIZE =
      Setting.of(
              "maxPageSize",
              Types.integer(1, ApiSettings.MOST_PAGE_ROWS),
              "Rows of a page that a request may ask for.")
          .byDefault(ApiSettings.DEFAULT_MAX_PAGE_ROWS)
          .atStart();
  private static final Setting<List<String>> CORS =
      Setting.of(
              "cors",
              Types.token(
                      "origin",
                      "expected an origin such as https://console.example, without a wildcard",
                      ApiSections::origin)
                  .listOrOne(),
              "Origins of web pages that may ask the analytics and Prometheus APIs.")
          .byDefault(List.of())
          .atStart();
  private static final Setting<Duration> TIMEOUT =
      Setting.of(
              "timeout",
              Types.duration(ApiSettings.SHORTEST_TIMEOUT, ApiSettings.LONGEST_TIMEOUT),
              "After this a query is given up.")
          .byDefault(ApiSettings.DEFAULT_TIMEOUT)
          .atStart();
  private static final Setting<Integer> MAX_VALUES =
      Setting.of(
              "maxValues",
              Types.integer((int) ApiSettings.FEWEST_VALUES_READ, MOST_VALUES),
              "Stored values that one query may read.")
          .byDefault((int) ApiSettings.DEFAULT_MAX_VALUES_READ)
          .atStart();

  static final Setting<ApiSettings> API =
      Setting.of(
              "api",
              Section.of(
                      "api",
                      "Bounds of the analytics API.",
                      ApiSections::api,
                      PAGE_SIZE,
                      MAX_PAGE_SIZE,
                      CORS,
                      TIMEOUT,
                      MAX_VALUES)
                  .synonyms(Map.of("limit", "pageSize", "origins", "cors")),
              "Bounds of the analytics API.")
          .byDefault(ApiSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<Integer> POINTS =
      Setting.of("points", Types.integer(1, 1_000_000), "Steps of a range query.")
          .byDefault(PromqlSettings.DEFAULT_POINTS)
          .atStart();
  private static final Setting<Integer> SERIES =
      Setting.of(
              "series", Types.integer(1, 1_000_000), "Series that a selector or a result may have.")
          .byDefault(PromqlSettings.DEFAULT_SERIES)
          .atStart();
  private static final Setting<Integer> PROMQL_VALUES =
      Setting.of(
              "maxValues",
              Types.integer(1_000, MOST_VALUES),
              "Stored values that one query may read.")
          .byDefault((int) PromqlSettings.DEFAULT_VALUES_READ)
          .atStart();
  private static final Setting<Long> RESULT =
      Setting.of("resultSize", Types.size(64 << 10, 1L << 30), "Longest answer before compression.")
          .byDefault(PromqlSettings.DEFAULT_RESULT_BYTES)
          .atStart();
  private static final Setting<Duration> PROMQL_TIMEOUT =
      Setting.of(
              "timeout",
              Types.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
              "After this a query is given up, waiting for its turn included.")
          .byDefault(PromqlSettings.DEFAULT_TIMEOUT)
          .atStart();
  private static final Setting<Integer> CONCURRENT =
      Setting.of(
              "concurrent",
              Types.integer(1, 64),
              "Queries of both APIs that are worked on at once; further ones wait.")
          .byDefault(PromqlSettings.DEFAULT_CONCURRENT)
          .atStart();

  static final Setting<PromqlSettings> PROMQL =
      Setting.of(
              "promql",
              Section.of(
                      "promql",
                      "Bounds of the Prometheus-compatible API.",
                      ApiSections::promql,
                      POINTS,
                      SERIES,
                      PROMQL_VALUES,
                      RESULT,
                      PROMQL_TIMEOUT,
                      CONCURRENT)
                  .synonyms(Map.of("maxPoints", "points", "maxSeries", "series")),
              "Bounds of the Prometheus-compatible API.")
          .byDefault(PromqlSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<Integer> SUBSCRIBERS =
      Setting.of(
              "subscribers",
              Types.integer(0, LiveSettings.MOST_SUBSCRIBERS),
              "Who may listen at once; 0 for no live stream.")
          .byDefault(LiveSettings.DEFAULT_SUBSCRIBERS)
          .atStart();

  static final Setting<LiveSettings> LIVE =
      Setting.of(
              "live",
              Section.of(
                  "live",
                  "The live stream.",
                  v -> new LiveSettings(v.get(SUBSCRIBERS)),
                  SUBSCRIBERS),
              "The live stream.")
          .byDefault(LiveSettings.DEFAULT)
          .elsewise("as below");

  private ApiSections() {}

  private static @Nullable ApiSettings api(Values v) {
    int page = v.get(PAGE_SIZE);
    int most = v.get(MAX_PAGE_SIZE);
    if (page > most) {
      v.error(
          v.given(PAGE_SIZE) ? PAGE_SIZE : MAX_PAGE_SIZE,
          "expected a pageSize (" + page + ") of at most maxPageSize (" + most + ")");
      return null;
    }
    return new ApiSettings(page, most, v.get(CORS), v.get(TIMEOUT), v.get(MAX_VALUES));
  }

  private static PromqlSettings promql(Values v) {
    return new PromqlSettings(
        v.get(POINTS),
        v.get(SERIES),
        v.get(PROMQL_VALUES),
        PromqlSettings.DEFAULT_CELLS,
        v.get(RESULT),
        v.get(PROMQL_TIMEOUT),
        v.get(CONCURRENT),
        PromqlSettings.DEFAULT_QUERY_CHARS);
  }

  private static String origin(String text) {
    if (!text.matches("https?://[^/*\\s]+")) {
      throw new IllegalArgumentException("no origin");
    }
    return text;
  }
}
