package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.ledger.journal.HitEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days, hours and weeks are those of the zone that was asked for, also when clocks change. */
class TimeZonesTest {
  private final MadeUpTraffic traffic = new MadeUpTraffic(21, 5_000, 60);
  private final AskedApi api = new AskedApi(traffic);

  /** Within the 60 days clocks change in Berlin and New York, and in no two of these alike. */
  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
  void daysAreThoseOfTheZone(String name) throws Exception {
    ZoneId zone = ZoneId.of(name);
    Map<Long, Long> expected =
        count(time -> time.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli(), zone);

    Map<Long, Long> found = new TreeMap<>();
    for (JsonNode row : api.get("requests?from=-61d&step=1d&tz=" + name).get("data")) {
      found.put(row.get("time").asLong(), row.get("requests").asLong());
    }

    found.values().removeIf(requests -> requests == 0);
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"})
  void heatmapAndPeaksAreThoseOfTheZone(String name) throws Exception {
    ZoneId zone = ZoneId.of(name);
    Map<Long, Long> byCell =
        count(time -> time.getDayOfWeek().getValue() * 100L + time.getHour(), zone);

    JsonNode answer = api.get("traffic-patterns?from=-61d&tz=" + name);

    Map<Long, Long> found = new TreeMap<>();
    for (JsonNode row : answer.get("data")) {
      found.put(
          row.get("weekday").asLong() * 100 + row.get("hour").asLong(),
          row.get("requests").asLong());
    }
    found.values().removeIf(requests -> requests == 0);
    assertThat(answer.get("data").size()).isEqualTo(168);
    assertThat(found).isEqualTo(byCell);
    Map<Long, Long> byDay = count(time -> time.toLocalDate().toEpochDay(), zone);
    for (JsonNode peak : answer.get("peaks")) {
      long day = java.time.LocalDate.parse(peak.get("date").asText()).toEpochDay();
      assertThat(peak.get("day_requests").asLong()).isEqualTo(byDay.getOrDefault(day, 0L));
      assertThat(peak.get("requests").asLong())
          .isLessThanOrEqualTo(peak.get("day_requests").asLong());
    }
  }

  @Test
  void theDayOnWhichClocksGoBackHas25Hours() throws Exception {
    JsonNode rows =
        api.get("requests?from=2026-10-25&to=2026-10-26&step=1h&tz=Europe/Berlin").get("data");
    JsonNode spring =
        api.get("requests?from=2026-03-29&to=2026-03-30&step=1h&tz=Europe/Berlin").get("data");

    assertThat(rows.size()).isEqualTo(25);
    assertThat(spring.size()).isEqualTo(23);
  }

  @Test
  void whereOnlyHoursAreStoredAHalfHourZoneIsAnsweredAndToldSo() throws Exception {
    long hour = Instant.parse("2026-11-21T00:00:00Z").toEpochMilli();
    traffic.counts.covering(new Coverage(hour, 1, 1, 1, MadeUpTraffic.NOW));

    JsonNode answer = api.get("requests?from=-20d&step=1d&tz=Asia/Kolkata");

    assertThat(answer.get("warnings").toString()).contains("fall inside the finest values");
    long all = 0;
    for (JsonNode row : answer.get("data")) {
      all += row.get("requests").asLong();
    }
    long from = answer.at("/range/from").asLong();
    assertThat(all)
        .isEqualTo(traffic.hits.stream().filter(hit -> hit.timeMillis() >= from).count());
  }

  private Map<Long, Long> count(Function<ZonedDateTime, Long> cell, ZoneId zone) {
    return traffic.hits.stream()
        .map(HitEvent::timeMillis)
        .map(millis -> Instant.ofEpochMilli(millis).atZone(zone))
        .collect(Collectors.groupingBy(cell, TreeMap::new, Collectors.counting()));
  }
}
