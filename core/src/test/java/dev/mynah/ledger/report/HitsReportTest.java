package dev.mynah.ledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.HitSeries;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HitsReportTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  private final Ledger ledger = HeapLedger.create(Clock.fixed(START, ZoneOffset.UTC), 2_000);

  private void hit(String route, int code, Protocol protocol, int times, long millis) {
    HitSeries series =
        ledger.slot(0).route(route).series(HitMethod.GET, code, Outcome.MOCK, protocol);
    for (int i = 0; i < times; i++) {
      series.request(millis);
      series.bytes(10, 1_000);
    }
  }

  private HitsReport report() throws IOException {
    try (LedgerReader reader = ledger.reader()) {
      return HitsReport.of(reader.read());
    }
  }

  @Test
  void tableIsSortedByRequestsAndSumsProtocols() throws IOException {
    hit("b", 200, Protocol.HTTP_1_1, 2, START.toEpochMilli() + 1_000);
    hit("b", 200, Protocol.HTTP_1_0, 1, START.toEpochMilli() + 9_000);
    hit("a", 404, Protocol.HTTP_1_1, 1, START.toEpochMilli() + 2_000);
    hit("often", 200, Protocol.HTTP_1_1, 12_499, START.toEpochMilli() + 3_000);
    ledger.slot(0).route("never").series(HitMethod.PUT, 200, Outcome.PROXIED, Protocol.HTTP_1_1);

    String table = HitsTable.render(report());

    assertThat(table)
        .isEqualTo(
            """
            ROUTE  METHOD  CODE  OUTCOME  REQUESTS        IN      OUT  FIRST HIT             LAST HIT
            often  GET     200   mock        12.4k  124.9 kB  12.4 MB  2026-11-01 10:00:03Z  2026-11-01 10:00:03Z
            b      GET     200   mock            3      30 B   3.0 kB  2026-11-01 10:00:01Z  2026-11-01 10:00:09Z
            a      GET     404   mock            1      10 B   1.0 kB  2026-11-01 10:00:02Z  2026-11-01 10:00:02Z
            never  PUT     200   proxied         0       0 B      0 B  -                     -

            12,503 requests since 2026-11-01 10:00:00Z
            """);
  }

  @Test
  void nothingThereIsSaidInASentence() {
    HitsReport none = HitsReport.of(LedgerSnapshot.absent());

    assertThat(HitsTable.render(none)).isEqualTo("No counts here: no ledger was found.\n");
  }

  @Test
  void controlCharactersOfARouteIdDoNotReachTheTerminal() throws IOException {
    hit("evil\u001b[2J\nroute", 200, Protocol.HTTP_1_1, 1, 5);

    assertThat(HitsTable.render(report())).doesNotContain("\u001b").contains("[2J");
  }

  @Test
  void jsonReadsBackAsItWasWritten() throws IOException {
    hit("quo\"te \ud83d\ude00", 200, Protocol.HTTP_2, 3, START.toEpochMilli() + 7);
    ledger.slot(0).route("never").series(HitMethod.PUT, 200, Outcome.ERROR, Protocol.HTTP_2);
    HitsReport report = report();

    assertThat(HitsJson.read(HitsJson.write(report))).isEqualTo(report);
    HitsReport absent = HitsReport.of(LedgerSnapshot.absent());
    assertThat(HitsJson.read(HitsJson.write(absent))).isEqualTo(absent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"hits\":[{}],\"present\":false}",
        "{\"hits\":[],\"present\":true,\"ledgerId\":\"zz\",\"startTime\":\"x\"}",
        "<html></html>"
      })
  void otherJsonIsRefused(String text) {
    assertThatThrownBy(() -> HitsJson.read(text)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "999,999",
    "9999,9999",
    "10000,10.0k",
    "12499,12.4k",
    "999999,999.9k",
    "1000000,1.0M",
    "9223372036854775807,9.2E"
  })
  void countsForPeople(long value, String expected) {
    assertThat(HumanNumber.count(value)).isEqualTo(expected);
  }

  @Test
  void expectationTellsTheDifference() throws IOException {
    hit("get-user", 200, Protocol.HTTP_1_1, 2, 5);
    hit("get-user", 404, Protocol.HTTP_1_1, 1, 5);
    HitsReport report = report();

    assertThat(HitsExpectation.parse("get-user=3").difference(report)).isEmpty();
    assertThat(HitsExpectation.parse("get-user=4").difference(report))
        .contains("get-user: expected 4, counted 3");
    assertThat(HitsExpectation.parse("other=0").difference(report)).isEmpty();
    assertThat(HitsExpectation.parse("a=b=1")).isEqualTo(new HitsExpectation("a=b", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "get-user", "=3", "get-user=", "get-user=-1", "get-user=x"})
  void senselessExpectationIsRefused(String text) {
    assertThatThrownBy(() -> HitsExpectation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected ROUTE=COUNT");
  }
}
