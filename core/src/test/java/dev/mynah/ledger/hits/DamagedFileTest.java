package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.countOf;
import static dev.mynah.ledger.hits.LedgerFixture.fill;
import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.names;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.LedgerStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in the directory, counting starts soon, and what is shown is never made up. */
@Timeout(120)
class DamagedFileTest {
  /** From the layout of Chronicle's file: its header page ends here, its search table follows. */
  private static final int MAP_HEADER_END = 4096;

  private static final int GENERATION = 3;

  @TempDir Path directory;
  private final Random random = new Random(7);

  /** How a file is damaged. */
  interface Damage {
    void to(Path map, Path index, Random random) throws IOException;
  }

  static Stream<Map.Entry<String, Damage>> damages() {
    Map<String, Damage> damages = new TreeMap<>();
    damages.put("empty map", (map, index, random) -> truncate(map, 0));
    damages.put("half a map", (map, index, random) -> truncate(map, Files.size(map) / 2));
    damages.put("8 KB of a map", (map, index, random) -> truncate(map, 8192));
    damages.put("no map", (map, index, random) -> Files.delete(map));
    damages.put("no index", (map, index, random) -> Files.delete(index));
    damages.put("empty index", (map, index, random) -> truncate(index, 0));
    damages.put("half an index", (map, index, random) -> truncate(index, Files.size(index) / 2));
    damages.put("100 bytes of an index", (map, index, random) -> truncate(index, 100));
    damages.put("text as map", (map, index, random) -> Files.writeString(map, "hello"));
    damages.put("text as index", (map, index, random) -> Files.writeString(index, "hello"));
    damages.put(
        "64 KB at random as map",
        (map, index, random) -> Files.write(map, randomBytes(random, 65_536)));
    damages.put(
        "all of the map at random",
        (map, index, random) -> overwrite(map, 0, randomBytes(random, (int) Files.size(map))));
    damages.put(
        "all of the index at random",
        (map, index, random) -> overwrite(index, 0, randomBytes(random, (int) Files.size(index))));
    damages.put(
        "index header at random",
        (map, index, random) -> overwrite(index, 0, randomBytes(random, 64)));
    damages.put(
        "pages at random",
        (map, index, random) ->
            overwrite(map, MAP_HEADER_END + 9_000, randomBytes(random, 160_000)));
    damages.put(
        "zeros where pages were",
        (map, index, random) -> overwrite(map, MAP_HEADER_END + 9_000, new byte[160_000]));
    damages.put(
        "words of series at random",
        (map, index, random) ->
            overwrite(map, firstSeries(map, index), randomBytes(random, 2_000)));
    return damages.entrySet().stream();
  }

  @BeforeEach
  void count() throws Exception {
    fill(directory);
    assertThat(total(read(directory))).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void damagedLedgerIsMovedAsideAndCountingStartsAnew(Map.Entry<String, Damage> damage)
      throws Exception {
    long idBefore = read(directory).ledgerId();
    damage.getValue().to(files().map(), files().index(), random);

    try (Ledger ledger = open(directory)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      assertThat(ledger.status().quarantined()).isEqualTo(1);
      assertThat(ledger.status().ledgerId()).isNotEqualTo(idBefore);
      hit(ledger.slot(0), "a", 5_000, 2);
      assertThat(total(read(directory))).isEqualTo(2);
    }
    assertThat(countOf(directory, ".quarantined-")).isPositive();

    try (Ledger ledger = open(directory)) {
      assertThat(ledger.status().quarantined()).isZero();
      assertThat(total(read(directory))).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("damages")
  void readerOfADamagedLedgerFailsOrShowsNothingButNeverHangs(Map.Entry<String, Damage> damage)
      throws Exception {
    damage.getValue().to(files().map(), files().index(), random);

    if (damage.getKey().equals("no index")) {
      assertThat(read(directory).present()).isFalse();
    } else if (!damage.getKey().equals("words of series at random")) {
      assertThatThrownBy(() -> read(directory)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void damageInsideOfTheMapCostsNoCountBecauseTheIndexHasThem() throws Exception {
    overwrite(files().map(), MAP_HEADER_END + 200, randomBytes(random, 4_000));
    long idBefore = read(directory).ledgerId();
    long pairBefore = header(GENERATION);

    try (Ledger ledger = open(directory)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      assertThat(ledger.status().ledgerId()).isEqualTo(idBefore);
      hit(ledger.slot(0), "a", 5_000, 1);
      hit(ledger.slot(2), "c", 5_000, 1);
    }
    assertSevenAnd(2);
    assertThat(header(GENERATION)).as("a new pair was made").isNotEqualTo(pairBefore);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 500})
  void damagedMapHeaderCostsNoCountEitherAndNoMinute(int at) throws Exception {
    overwrite(files().map(), at, new byte[64]);

    try (Ledger ledger = open(directory)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      hit(ledger.slot(0), "a", 5_000, 1);
    }
    assertSevenAnd(1);
  }

  @Test
  void tornLastRecordIsForgottenAndTheRestStays() throws Exception {
    long end = header(IndexHeader.END);
    overwrite(files().index(), end - 16, new byte[16]);

    try (Ledger ledger = open(directory)) {
      assertThat(ledger.status().quarantined()).isZero();
      hit(ledger.slot(0), "new", 5_000, 1);
    }
    LedgerSnapshot snapshot = read(directory);
    assertThat(snapshot.requests("a")).isEqualTo(3);
    assertThat(snapshot.requests("new")).isEqualTo(1);
  }

  @Test
  void unfinishedNewFilesOfADeadProcessAreCleanedAway() throws Exception {
    Files.write(files().unfinished().map(), randomBytes(random, 5_000));
    Files.write(files().unfinished().index(), randomBytes(random, 5_000));

    open(directory).close();

    assertThat(countOf(directory, ".new")).isZero();
    assertSevenAnd(0);
  }

  @Test
  void deathBetweenTheTwoRenamesOfAReplacementLosesNothing() throws Exception {
    Path other = directory.resolve("other");
    fill(other);
    try (Ledger ledger = open(other)) {
      hit(ledger.slot(0), "a", 3_000, 100);
    }
    Files.move(LedgerFiles.in(other).index(), files().unfinished().index());
    Files.delete(files().map());
    Files.move(LedgerFiles.in(other).map(), files().map());

    open(directory).close();

    assertThat(countOf(directory, ".new")).isZero();
    assertSevenAnd(100);
  }

  @Test
  void onlyTheNewestTwoQuarantinedPairsAreKept() throws Exception {
    for (int i = 0; i < 5; i++) {
      Files.writeString(files().map(), "broken " + i, StandardCharsets.UTF_8);
      open(directory).close();
    }

    assertThat(countOf(directory, "hits-v1.cm.quarantined-")).isEqualTo(2);
    assertThat(countOf(directory, "hits-v1.idx.quarantined-")).isEqualTo(2);
    assertThat(names(directory)).contains("hits-v1.cm", "hits-v1.idx");
  }

  private void assertSevenAnd(long more) throws IOException {
    LedgerSnapshot snapshot = read(directory);
    assertThat(total(snapshot)).isEqualTo(7 + more);
    assertThat(snapshot.requests("b")).isEqualTo(4);
    assertThat(snapshot.histograms()).singleElement().matches(h -> h.count() == 1);
  }

  private LedgerFiles files() {
    return LedgerFiles.in(directory);
  }

  private long header(int word) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files().index()));
    return bytes.order(ByteOrder.nativeOrder()).getLong(word * Long.BYTES);
  }

  private static long firstSeries(Path map, Path index) throws IOException {
    LedgerContent content =
        LedgerContent.load(
            new LedgerFiles(map.getParent(), map, index), FileChannel.MapMode.READ_ONLY);
    return Index.open(content.pair().indexFile()).next().stream()
        .filter(IndexRecord.Series.class::isInstance)
        .mapToLong(record -> ((IndexRecord.Series) record).offset())
        .min()
        .orElseThrow();
  }

  private static byte[] randomBytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }
}
