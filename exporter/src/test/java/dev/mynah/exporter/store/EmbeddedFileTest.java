package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.store.schema.UnknownSchema;
import dev.mynah.exporter.store.sql.SqliteDatabase;
import dev.mynah.exporter.store.sql.StoreFailure;
import dev.mynah.exporter.store.sql.StoreKit;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What befalls a file. */
class EmbeddedFileTest extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");

  private final MadeLedger ledger = new MadeLedger();

  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }

  @Test
  void aFileThatIsNoDatabaseIsMovedAsideAndANewOneBegun() throws IOException {
    store.close();
    Files.writeString(kit.file(), "these are not the bytes of a database, not even nearly so");

    store = open();

    assertThat(store.position("one")).isEqualTo(Position.START);
    assertThat(store.status().counters().movedAside()).isEqualTo(1);
    assertThat(aside())
        .singleElement()
        .satisfies(path -> assertThat(Files.readString(path)).startsWith("these are not"));
  }

  @Test
  void damageMetWhileRunningMovesTheFileAtTheNextStart() throws IOException, SQLException {
    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));
    store.close();
    scribbleOverTheTableOfSources();
    store = open();
    Frame next = ledger.hit(USERS, 5, START).frame(START + MINUTE, START + 2 * MINUTE);
    Batch batch = batch(ledger.position(), ledger.next(), next);

    assertThatThrownBy(() -> store.ingest(ONE, batch))
        .isInstanceOfSatisfying(
            StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.DAMAGED));
    assertThat(store.status().usable()).isFalse();
    store.close();
    store = open();

    assertThat(aside()).isNotEmpty();
    assertThat(store.position("one")).isEqualTo(Position.START);
  }

  private void scribbleOverTheTableOfSources() throws IOException, SQLException {
    int page;
    try (Connection connection = DriverManager.getConnection(kit.url());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT rootpage FROM sqlite_master WHERE name = 'source'")) {
      page = rows.getInt(1);
    }
    byte[] bytes = Files.readAllBytes(kit.file());
    Arrays.fill(bytes, (page - 1) * 8_192, page * 8_192, (byte) 77);
    Files.write(kit.file(), bytes);
  }

  @Test
  void aFullDiskIsAnErrorThatPasses() throws SQLException {
    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));
    store.close();
    SqliteDatabase database = SqliteDatabase.open(kit.file());
    limit(database, "1");
    store = new SqlStore(database, settings(), clock, new EmbeddedFile(kit.file(), clock));
    Frame much = many(ledger, 2_000).frame(START + MINUTE, START + 2 * MINUTE);
    Batch batch = batch(ledger.position(), ledger.next(), much);

    assertThatThrownBy(() -> store.ingest(ONE, batch))
        .isInstanceOfSatisfying(
            StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.FULL));
    assertThat(store.status().counters().failures()).isEqualTo(1);
    limit(database, "1000000");
    store.ingest(ONE, batch);

    assertThat(values(USERS, Resolution.MONTH).values()).containsExactly(5L);
    assertThat(totals(store)).hasSize(2_001);
  }

  private static MadeLedger many(MadeLedger ledger, int series) {
    for (int i = 0; i < series; i++) {
      ledger.hit(MadeLedger.requests("route-" + i, "200", "mock"), 1, START);
    }
    return ledger;
  }

  private static void limit(SqliteDatabase database, String pages) {
    database.<Boolean>alone(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA max_page_count = " + pages);
          }
        });
  }

  @Test
  void aFileOfANewerProgramIsLeftAlone() throws SQLException {
    store.close();
    version(99, 99);
    store = open();
    Frame frame = ledger.hit(USERS, 5, START).complete(START, START + MINUTE);

    assertThatThrownBy(() -> ingest(ledger, frame))
        .isInstanceOf(UnknownSchema.class)
        .hasMessageContaining("schema 99")
        .hasMessageContaining("update it");
    assertThat(store.status().trouble()).contains("schema 99");
  }

  @Test
  void aFileOfANewerProgramThatAllowsThisOneIsUsed() throws SQLException {
    store.close();
    version(99, 1);
    store = open();

    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));

    assertThat(values(USERS, Resolution.MONTH).values()).containsExactly(5L);
  }

  private void version(int version, int usableFrom) throws SQLException {
    try (Connection connection = DriverManager.getConnection(kit.url());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE mynah_schema SET version = " + version + ", usable_from = " + usableFrom);
    }
  }

  @Test
  void roomIsGivenBackWhenTheStoreIsOverItsCap() {
    Random random = new Random(5);
    for (int hour = 0; hour < 20; hour++) {
      List<Frame> frames = new ArrayList<>();
      for (long from = START + hour * HOUR; frames.size() < 60; from += MINUTE) {
        for (int i = 0; i < 120; i++) {
          long[] words = new long[179];
          Arrays.setAll(words, word -> word < 25 ? random.nextInt(50_000) : 0);
          ledger.add(MadeLedger.timing("route-" + i, "mock"), words);
        }
        frames.add(ledger.frame(from, from + MINUTE));
      }
      ingest(ledger, frames.toArray(Frame[]::new));
    }
    clock.set(START + 40 * HOUR);
    store.rollup();
    store.close();
    StoreSettings small =
        new StoreSettings("", "", "", "", kit.file(), 5L << 20, QueryLimits.DEFAULT);
    store = Stores.open(small, clock);

    RetentionRun run = store.retention(RetentionSettings.DEFAULT);

    assertThat(run.bytesBefore()).isGreaterThan(5L << 20);
    assertThat(run.bytesAfter()).isLessThan(5L << 20);
    assertThat(run.deleted().get("minute")).isPositive();
    assertThat(sums(store, Resolution.MONTH)).isEqualTo(totals(store));
  }

  private List<Path> aside() throws IOException {
    try (Stream<Path> files = Files.list(kit.file().getParent())) {
      return files.filter(path -> path.toString().contains("store.db.quarantined-")).toList();
    }
  }
}
