package dev.mynah.exporter.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.client.PrivacySettings.Addresses;
import dev.mynah.exporter.client.PrivacySettings.UserAgents;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.HitEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a client reaches the store. */
class ClientInsightTest {
  private static final String CURL = "curl/8.4.0";

  @TempDir private Path data;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void addressAndUserAgentAreKeptUnlessToldOtherwise() throws Exception {
    LogEntry entry = entry(PrivacySettings.DEFAULT, "203.0.113.9", CURL);

    assertThat(entry.id()).isZero();
    assertThat(entry.source()).isEqualTo("source");
    assertThat(entry.event()).isEqualTo(event("203.0.113.9", CURL));
    assertThat(entry.origin()).isEqualTo(new LogEntry.Origin("", "", "curl"));
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void privateAddressesAreLocalWithoutAnyFile() throws Exception {
    assertThat(entry(PrivacySettings.DEFAULT, "::ffff:10.0.0.1", "").origin())
        .isEqualTo(new LogEntry.Origin("Local", "", "none"));
  }

  @Test
  void thePlaceIsFoundBeforeTheAddressIsCut() throws Exception {
    Path file = data.resolve("cities.mmdb");
    new MmdbWriter("GeoLite2-City", 6)
        .add("203.0.113.9/32", Map.of("country", Map.of("iso_code", "FR")))
        .write(file);

    LogEntry entry;
    try (ClientInsight insight =
        ClientInsight.open(new GeoSettings(file), settings(Addresses.TRUNCATE), data, scheduler)) {
      entry = insight.entry("source", event("203.0.113.9", CURL));
    }

    assertThat(entry.origin().country()).isEqualTo("FR");
    assertThat(entry.event().client().address()).isEqualTo("203.0.113.0");
  }

  @Test
  void aNameInPlaceOfAnAddressIsLeftOutWhereAddressesAreCut() throws Exception {
    assertThat(client(settings(Addresses.TRUNCATE), "adas-laptop").address()).isEmpty();
    assertThat(client(settings(Addresses.FULL), "adas-laptop").address()).isEqualTo("adas-laptop");
  }

  @Test
  void hashesTellClientsApartAndLastAcrossRestarts() throws Exception {
    PrivacySettings hashed = settings(Addresses.HASH);

    String one = client(hashed, "203.0.113.9").address();
    String again = client(hashed, "203.0.113.9").address();
    String mapped = client(hashed, "::ffff:203.0.113.9").address();
    String other = client(hashed, "203.0.113.10").address();

    assertThat(one)
        .matches("h-[0-9a-f]{16}")
        .isEqualTo(again)
        .isEqualTo(mapped)
        .isNotEqualTo(other);
    assertThat(client(hashed, "").address()).isEmpty();
  }

  @Test
  void theKeyIsMadeOnceForItsOwnerAlone() throws Exception {
    entry(settings(Addresses.HASH), "203.0.113.9", CURL);
    Path key = data.resolve("privacy-key");
    byte[] made = Files.readAllBytes(key);
    entry(settings(Addresses.HASH), "203.0.113.9", CURL);

    assertThat(made).hasSize(32);
    assertThat(Files.readAllBytes(key)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void aNewKeyMakesOtherHashes() throws Exception {
    String before = client(settings(Addresses.HASH), "203.0.113.9").address();
    Files.delete(data.resolve("privacy-key"));

    assertThat(client(settings(Addresses.HASH), "203.0.113.9").address()).isNotEqualTo(before);
  }

  @Test
  void exportersWithTheSameGivenKeyHashAlike() throws Exception {
    PrivacySettings given =
        new PrivacySettings(Addresses.HASH, UserAgents.FULL, "sixteen bytes or more");

    // HMAC-SHA256 of the address by that key, as any other program works it out.
    assertThat(client(given, "203.0.113.9").address()).isEqualTo("h-c9f2d0c471639ea0");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aDamagedKeyIsAnErrorAndNotAnotherKey() throws Exception {
    Files.write(data.resolve("privacy-key"), new byte[3]);

    assertThatThrownBy(() -> entry(settings(Addresses.HASH), "203.0.113.9", CURL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 3 bytes (expected 32");
  }

  @Test
  void aShortKeyIsRefusedAndNoKeyIsShown() {
    assertThatThrownBy(() -> new PrivacySettings(Addresses.HASH, UserAgents.FULL, "short"))
        .hasMessage("privacy key of 5 bytes (expected at least 16 or none)");
    assertThat(new PrivacySettings(Addresses.HASH, UserAgents.FULL, "sixteen bytes or more"))
        .asString()
        .doesNotContain("sixteen");
  }

  @Test
  void theFamilyStandsInForTheUserAgentIfAsked() throws Exception {
    PrivacySettings family = new PrivacySettings(Addresses.FULL, UserAgents.FAMILY, "");

    assertThat(entry(family, "203.0.113.9", CURL).event().client().userAgent()).isEqualTo("curl");
  }

  @Test
  void aMissingFileIsToldAndStopsNothing() throws Exception {
    Path file = data.resolve("none.mmdb");
    try (ClientInsight insight =
        ClientInsight.open(new GeoSettings(file), PrivacySettings.DEFAULT, data, scheduler)) {
      assertThat(insight.trouble()).hasValue(file + " is not there");
      assertThat(insight.geographyTitle()).isEmpty();
      assertThat(insight.entry("source", event("203.0.113.9", CURL)).origin().country()).isEmpty();
    }
  }

  private static PrivacySettings settings(Addresses addresses) {
    return new PrivacySettings(addresses, UserAgents.FULL, "");
  }

  private HitEvent.Client client(PrivacySettings privacy, String address) throws IOException {
    return entry(privacy, address, CURL).event().client();
  }

  private LogEntry entry(PrivacySettings privacy, String address, String userAgent)
      throws IOException {
    try (ClientInsight insight = ClientInsight.open(GeoSettings.NONE, privacy, data, scheduler)) {
      return insight.entry("source", event(address, userAgent));
    }
  }

  private static HitEvent event(String address, String userAgent) {
    return new HitEvent(
        1_700_000_000_000L,
        1,
        new HitEvent.Request("r", "g", "w", "e", "GET", "/", "http/1.1"),
        new HitEvent.Answer("mock", 200, BigDecimal.ZERO),
        new HitEvent.Spent(1, -1, 0, 2, 3),
        new HitEvent.Client(address, userAgent, "ada", "trace", "span"),
        null,
        null);
  }
}
