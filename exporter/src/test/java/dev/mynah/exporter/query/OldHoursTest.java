package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.Labels;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours by weekday reach back as far as hours of the day are kept. */
class OldHoursTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long TODAY = MadeUpTraffic.NOW / DAY * DAY;
  private static final long HOURS_FROM = TODAY - 30 * DAY + 9 * HOUR;
  private final MadeUpTraffic traffic = new MadeUpTraffic(9, 500, 20);
  private final AskedApi api = new AskedApi(traffic);

  @BeforeEach
  void keepHoursForThirtyDays() {
    traffic.counts.covering(new Coverage(TODAY - 7 * DAY, HOURS_FROM, 1, 1, MadeUpTraffic.NOW));
    for (int day = 0; day <= 50; day++) {
      add("pay", TODAY - (70 - day) * DAY, 13, 10, 2);
      add("get-user", TODAY - (70 - day) * DAY, 5, 1, 0);
    }
  }

  @Test
  void hoursBeforeThoseCountedAreAddedOnce() throws Exception {
    JsonNode answer = api.get("traffic-patterns?from=-80d");

    // 40 days and nine hours lie before the hours that are counted, which have the rest.
    assertThat(sum(answer, "requests")).isEqualTo(500 + 40 * 11 + 1);
    assertThat(answer.at("/range/from").asLong()).isEqualTo(TODAY - 70 * DAY);
    assertThat(answer.get("warnings").toString())
        .contains("hours are stored since")
        .contains("status 500 and above");
    JsonNode first = answer.get("peaks").get(0);
    assertThat(first.get("time").asLong()).isEqualTo(TODAY - 70 * DAY + 13 * HOUR);
    assertThat(first.get("requests").asLong()).isEqualTo(10);
    assertThat(first.get("day_requests").asLong()).isEqualTo(11);
  }

  @Test
  void hoursAreThoseOfTheZone() throws Exception {
    JsonNode answer =
        api.get("traffic-patterns?tz=Asia/Tokyo&route=pay&from=-60d&to=" + HOURS_FROM);

    assertThat(answer.get("peaks").get(0).get("hour").asInt()).isEqualTo(22);
    assertThat(sum(answer, "requests")).isEqualTo(300);
    assertThat(sum(answer, "errors")).isEqualTo(60);
  }

  @Test
  void filtersByRouteGroupAndSourceAreKnown() throws Exception {
    String range = "traffic-patterns?from=-60d&to=" + HOURS_FROM;

    assertThat(sum(api.get(range + "&group=users"), "requests")).isEqualTo(31);
    assertThat(sum(api.get(range + "&source=s1&instance=i1"), "requests")).isEqualTo(331);
    assertThat(sum(api.get(range + "&source=s2"), "requests")).isZero();
  }

  @Test
  void whatHoursOfTheDayLackIsAnsweredFromCountedHours() throws Exception {
    JsonNode answer = api.get("traffic-patterns?from=-80d&method=GET,POST");

    assertThat(answer.at("/range/from").asLong()).isEqualTo(HOURS_FROM);
    assertThat(sum(answer, "requests")).isEqualTo(500);
  }

  private void add(String route, long day, int hour, long requests, long errors) {
    long[] all = new long[24];
    long[] failed = new long[24];
    all[hour] = requests;
    failed[hour] = errors;
    Labels source = new Labels(Map.of("source", "s1", "instance", "i1"));
    traffic.patterns.add(source, route, day, all, failed);
  }

  private static long sum(JsonNode answer, String field) {
    long sum = 0;
    for (JsonNode row : answer.get("data")) {
      sum += row.get(field).asLong();
    }
    return sum;
  }
}
