package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.ledger.journal.HitEvent;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is answered is what a plain count over all requests comes to. */
class TotalsTest {
  private static final long MINUTE = 60_000;
  private final MadeUpTraffic traffic = new MadeUpTraffic(11, 4_000, 40);
  private final AskedApi api = new AskedApi(traffic);

  @Test
  void overviewIsWhatWasCounted() throws Exception {
    JsonNode answer = api.get("overview?from=-30d");
    JsonNode data = answer.get("data");

    long from = answer.at("/range/from").asLong();
    assertThat(answer.get("basis").asText()).isEqualTo("counts");
    assertThat(data.get("requests").asLong()).isEqualTo(count(from, hit -> true));
    assertThat(data.get("errors").asLong())
        .isEqualTo(count(from, hit -> hit.answer().status() >= 400 || hit.answer().status() == 0));
    assertThat(data.get("timeouts").asLong())
        .isEqualTo(count(from, hit -> hit.answer().status() == 504));
    assertThat(data.get("rate_limited").asLong())
        .isEqualTo(count(from, hit -> hit.answer().status() == 429));
    assertThat(data.get("bytes_out").asLong())
        .isEqualTo(
            traffic.hits.stream()
                .filter(hit -> hit.timeMillis() >= from)
                .mapToLong(hit -> hit.spent().bytesOut())
                .sum());
    assertThat(data.get("active_routes").asInt()).isEqualTo(3);
    assertThat(data.get("last_hit").asLong())
        .isEqualTo(traffic.hits.stream().mapToLong(HitEvent::timeMillis).max().orElse(0));
  }

  @Test
  void totalsOfAnySplitAddUp() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      long from = MadeUpTraffic.NOW - random.nextInt(50_000) * MINUTE;
      long to = from + random.nextInt(60_000) * MINUTE + MINUTE;
      long middle = from + (long) (random.nextDouble() * (to - from) / MINUTE) * MINUTE;
      String whole = "from=" + from + "&to=" + to;
      if (middle == from) {
        continue;
      }

      long all = requests("overview?" + whole);
      long parts =
          requests("overview?from=" + from + "&to=" + middle)
              + requests("overview?from=" + middle + "&to=" + to);
      long series = 0;
      for (JsonNode row : api.get("requests?step=6h&tz=Asia/Kolkata&" + whole).get("data")) {
        series += row.get("requests").asLong();
      }

      assertThat(parts).isEqualTo(all);
      assertThat(series).isEqualTo(all);
      assertThat(all).isEqualTo(count(from, hit -> hit.timeMillis() < to));
    }
  }

  @Test
  void groupsAreWhatWasCounted() throws Exception {
    groups("requests?step=1M&by=route&from=-60d", "name", hit -> hit.request().route());
    groups("requests?step=1M&by=group&from=-60d", "name", hit -> hit.request().group());
    groups("requests?step=1M&by=consumer&from=-60d", "name", hit -> hit.client().consumer());
    groups("status-codes?from=-60d", "status", hit -> Integer.toString(hit.answer().status()));
    groups("protocol-breakdown?from=-60d", "protocol", hit -> hit.request().protocol());
    groups("top-endpoints?from=-60d", "route", hit -> hit.request().route());
    groups("consumers?from=-60d", "name", hit -> hit.client().consumer());
  }

  @Test
  void filtersLeaveWhatTheyName() throws Exception {
    assertThat(requests("overview?from=-60d&route=pay,quote&method=get"))
        .isEqualTo(count(0, hit -> !hit.request().route().equals("get-user") && isGet(hit)));
    assertThat(requests("overview?from=-60d&status=5xx&status=404"))
        .isEqualTo(count(0, hit -> hit.answer().status() >= 500 || hit.answer().status() == 404));
    assertThat(requests("overview?from=-60d&endpoint_id=pay&status=503"))
        .isEqualTo(
            count(0, hit -> hit.request().route().equals("pay") && hit.answer().status() == 503));
    assertThat(requests("overview?from=-60d&group=users&outcome=mock&protocol=h2"))
        .isEqualTo(
            count(
                0,
                hit ->
                    hit.request().group().equals("users")
                        && hit.answer().outcome().equals("mock")
                        && hit.request().protocol().equals("h2")));
    assertThat(requests("overview?from=-60d&consumer=shop"))
        .isEqualTo(count(0, hit -> hit.client().consumer().equals("shop")));
    assertThat(requests("overview?from=-60d&instance=i1&environment=test&source=s1"))
        .isEqualTo(traffic.hits.size());
    assertThat(requests("overview?from=-60d&instance=other")).isZero();
  }

  @Test
  void filtersThatCountsLackAreAnsweredFromSamplesAndSaySo() throws Exception {
    traffic.log.leaveOut(17);

    JsonNode byConsumer = api.get("overview?from=-60d&consumer=shop&instance=i1");
    JsonNode byMethod = api.get("overview?from=-60d&method=GET");

    assertThat(byConsumer.get("basis").asText()).isEqualTo("samples");
    assertThat(byConsumer.get("left_out").asLong()).isEqualTo(17);
    assertThat(byMethod.get("basis").asText()).isEqualTo("counts and samples");
    assertThat(byMethod.at("/data/duration_basis").asText()).isEqualTo("samples");
    assertThat(byMethod.get("warnings").toString()).contains("drawn from the request log");
    assertThat(byMethod.at("/data/latency/count").asLong()).isEqualTo(count(0, TotalsTest::isGet));
  }

  @Test
  void theOpenMinuteBelongsToWhatReachesUpToNow() throws Exception {
    long before = requests("overview?from=-60d");
    traffic.counts.addOpen(traffic.counts.all().get(0), 5, 0, 0, 0, 0);
    traffic.counts.covering(
        new dev.mynah.exporter.series.CountReader.Coverage(0, 0, 0, 0, MadeUpTraffic.NOW - MINUTE));

    assertThat(requests("overview?from=-60d")).isEqualTo(before + 5);
    assertThat(requests("overview?from=-2h&to=" + (MadeUpTraffic.NOW - MINUTE)))
        .isEqualTo(
            count(
                MadeUpTraffic.NOW - 120 * MINUTE,
                hit -> hit.timeMillis() < MadeUpTraffic.NOW - MINUTE));
  }

  @Test
  void moneyIsCallsTimesCost() throws Exception {
    JsonNode cost = api.get("cost?from=-60d&by=route").get("data");
    JsonNode months = api.get("cost?from=-60d&by=month").get("data");
    JsonNode savings = api.get("savings?from=-60d&by=group").get("data");

    double expected =
        0.002 * count(0, hit -> paid(hit, "pay")) + 0.5 * count(0, hit -> paid(hit, "quote"));
    assertThat(sum(cost, "cost")).isCloseTo(expected, within(1e-9));
    assertThat(sum(months, "cost")).isCloseTo(expected, within(1e-9));
    assertThat(months.size()).isGreaterThan(1);
    assertThat(sum(cost, "unpriced")).isEqualTo(count(0, hit -> paid(hit, "get-user")));
    assertThat(sum(api.get("cost?from=-60d&by=consumer").get("data"), "cost"))
        .isCloseTo(0.25 * count(0, hit -> hit.answer().outcome().equals("proxied")), within(1e-6));
    assertThat(sum(savings, "calls"))
        .isEqualTo(count(0, hit -> hit.answer().outcome().equals("mock")));
  }

  private static boolean paid(HitEvent hit, String route) {
    return hit.answer().outcome().equals("proxied") && hit.request().route().equals(route);
  }

  private static double sum(JsonNode rows, String field) {
    double sum = 0;
    for (JsonNode row : rows) {
      sum += row.get(field).asDouble();
    }
    return sum;
  }

  private void groups(String target, String column, Function<HitEvent, String> group)
      throws Exception {
    Map<String, Long> expected =
        traffic.hits.stream().collect(Collectors.groupingBy(group, Collectors.counting()));
    Map<String, Long> found = new java.util.TreeMap<>();
    for (JsonNode row : api.get(target).get("data")) {
      found.merge(row.get(column).asText(), row.get("requests").asLong(), Long::sum);
    }
    assertThat(found).as(target).isEqualTo(expected);
  }

  private long requests(String target) throws Exception {
    return api.get(target).at("/data/requests").asLong();
  }

  private long count(long from, Predicate<HitEvent> which) {
    return traffic.hits.stream().filter(hit -> hit.timeMillis() >= from).filter(which).count();
  }

  private static boolean isGet(HitEvent hit) {
    return hit.request().method().equals("GET");
  }
}
