package dev.mynah.exporter.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where addresses are, by a file that may change at any time. */
class GeographyTest {
  @TempDir private Path folder;
  private Path file;
  private Path data;
  private final AtomicLong nanos = new AtomicLong();
  private long stamps = 1_000_000;

  @BeforeEach
  void folders() throws Exception {
    file = folder.resolve("places.mmdb");
    data = Files.createDirectory(folder.resolve("data"));
  }

  @Test
  void citiesAndCountriesAreFoundInAllLayouts() throws Exception {
    put(
        new MmdbWriter("GeoLite2-City", 6)
            .add(
                "81.2.69.0/24",
                Map.of(
                    "city", Map.of("names", Map.of("en", "London", "fr", "Londres")),
                    "country", Map.of("iso_code", "GB")))
            .add("202.196.0.0/16", Map.of("registered_country", Map.of("iso_code", "PH")))
            .add(
                "2001:218::/32",
                Map.of("country", Map.of("iso_code", "JP"), "city", Map.of("geoname_id", 5))));
    Geography geography = started();

    assertThat(find(geography, "81.2.69.160")).isEqualTo(new GeoPlace("GB", "London"));
    assertThat(find(geography, "::ffff:81.2.69.160")).isEqualTo(new GeoPlace("GB", "London"));
    assertThat(find(geography, "202.196.224.1")).isEqualTo(new GeoPlace("PH", ""));
    assertThat(find(geography, "2001:218::1")).isEqualTo(new GeoPlace("JP", ""));
    assertThat(find(geography, "8.8.8.8")).isEqualTo(GeoPlace.UNKNOWN);
    assertThat(find(geography, "10.0.0.1")).isEqualTo(GeoPlace.LOCAL);
    assertThat(geography.trouble()).isEmpty();
    assertThat(geography.title()).isEqualTo("GeoLite2-City of 2023-11-14T22:13:20Z");
  }

  @Test
  void aFileOfIpv4AloneKnowsNothingOfIpv6() throws Exception {
    put(new MmdbWriter("DBIP-Country-Lite", 4).add("1.0.0.0/8", country("AU")));
    Geography geography = started();

    assertThat(find(geography, "1.2.3.4").country()).isEqualTo("AU");
    assertThat(find(geography, "2001:db8::1")).isEqualTo(GeoPlace.UNKNOWN);
  }

  @Test
  void aChangeIsTakenWhenTheFileHasSettled() throws Exception {
    put(new MmdbWriter("DBIP-Country-Lite", 6).add("1.0.0.0/8", country("AU")));
    Geography geography = started();
    assertThat(find(geography, "1.2.3.4").country()).isEqualTo("AU");

    put(new MmdbWriter("DBIP-Country-Lite", 6).add("1.0.0.0/8", country("NZ")));
    geography.look();
    assertThat(find(geography, "1.2.3.4").country()).isEqualTo("AU");
    geography.look();

    assertThat(find(geography, "1.2.3.4").country()).isEqualTo("NZ");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aHalfWrittenFileLeavesTheOldOneServing() throws Exception {
    byte[] good = new MmdbWriter("GeoLite2-Country", 6).add("1.0.0.0/8", country("AU")).bytes();
    replace(good);
    Geography geography = started();

    replace(Arrays.copyOf(good, good.length / 2));
    geography.look();
    geography.look();
    geography.look();

    assertThat(find(geography, "1.2.3.4").country()).isEqualTo("AU");
    assertThat(geography.trouble())
        .hasValueSatisfying(
            said -> assertThat(said).startsWith(file.toString()).endsWith("goes on serving"));

    replace(good);
    geography.look();
    geography.look();
    assertThat(geography.trouble()).isEmpty();
  }

  @Test
  void overwritingTheFileInPlaceHarmsNoLookup() throws Exception {
    MmdbWriter writer = new MmdbWriter("GeoLite2-Country", 6);
    for (int second = 0; second < 255; second++) {
      writer.add("1." + second + ".0.0/16", country("A" + (char) ('A' + second % 26)));
    }
    put(writer);
    Geography geography = started();

    Files.write(file, new byte[0]);

    for (int second = 0; second < 255; second++) {
      assertThat(find(geography, "1." + second + ".0.1").country())
          .isEqualTo("A" + (char) ('A' + second % 26));
    }
  }

  @Test
  void aMissingFileIsSaidAndTakenWhenItComes() throws Exception {
    Geography geography = started();
    assertThat(geography.trouble()).hasValue(file + " is not there");
    assertThat(find(geography, "1.2.3.4")).isEqualTo(GeoPlace.UNKNOWN);

    put(new MmdbWriter("GeoLite2-Country", 6).add("1.0.0.0/8", country("AU")));
    geography.look();
    geography.look();

    assertThat(find(geography, "1.2.3.4").country()).isEqualTo("AU");
    assertThat(geography.trouble()).isEmpty();
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws Exception {
    put(new MmdbWriter("GeoLite2-ASN", 6).add("1.0.0.0/8", Map.of("asn", 5)));

    Geography geography = started();

    assertThat(geography.trouble())
        .hasValue(file + " is of type GeoLite2-ASN (expected one with Country or City)");
  }

  @Test
  void aRecordOfOddShapeIsNotKnown() throws Exception {
    put(
        new MmdbWriter("GeoLite2-City", 6)
            .add("1.0.0.0/8", Map.of("country", "AU", "city", Map.of("names", 7)))
            .add("2.0.0.0/8", Map.of("country", Map.of("iso_code", 5))));

    Geography geography = started();

    assertThat(find(geography, "1.2.3.4")).isEqualTo(GeoPlace.UNKNOWN);
    assertThat(find(geography, "2.2.3.4")).isEqualTo(GeoPlace.UNKNOWN);
  }

  @Test
  void whatWasFoundIsKeptForAnHour() throws Exception {
    put(new MmdbWriter("GeoLite2-Country", 6).add("1.0.0.0/8", country("AU")));
    GeoDatabase database = GeoDatabase.open(file, nanos::get);
    GeoPlace first = database.find(java.net.InetAddress.getByName("1.2.3.4"));

    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(database.find(java.net.InetAddress.getByName("1.2.3.4"))).isSameAs(first);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(database.find(java.net.InetAddress.getByName("1.2.3.4")))
        .isEqualTo(first)
        .isNotSameAs(first);
  }

  private static Map<String, ?> country(String code) {
    return Map.of("country", Map.of("iso_code", code));
  }

  private Geography started() {
    Geography geography = new Geography(file, data, nanos::get);
    geography.start();
    return geography;
  }

  private static GeoPlace find(Geography geography, String address) {
    return geography.find(ClientAddress.parse(address).orElseThrow());
  }

  private void put(MmdbWriter writer) throws Exception {
    replace(writer.bytes());
  }

  /** As a careful operator does it; each time with another time. */
  private void replace(byte[] bytes) throws Exception {
    Path next = Files.write(folder.resolve("next"), bytes);
    Files.setLastModifiedTime(next, FileTime.fromMillis(stamps += 1_000));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
