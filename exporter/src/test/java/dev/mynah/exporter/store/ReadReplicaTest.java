package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.store.sql.StoreKit;
import dev.mynah.ledger.SeriesKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Queries go to the replica, everything else to the primary. The replica is a second database that
 * is filled by hand, and logs in as one who may only read.
 */
class ReadReplicaTest extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");
  private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/none";

  private final StoreKit second = StoreKit.postgresql();
  private Store both;

  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }

  @BeforeEach
  void openBoth() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(second.url(), second.user(), second.user());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP ROLE IF EXISTS onlooker");
      statement.execute("CREATE ROLE onlooker LOGIN PASSWORD 'onlooker'");
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO onlooker");
      statement.execute(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO onlooker");
    }
    both = Stores.open(reading(kit.url(), asOnlooker(second.url())), clock);
  }

  @AfterEach
  void closeBoth() throws SQLException {
    both.close();
    try (Connection connection =
            DriverManager.getConnection(second.url(), second.user(), second.user());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP OWNED BY onlooker");
      statement.execute("DROP ROLE onlooker");
    }
    second.close();
  }

  @Test
  void queriesAreAnsweredByTheReplicaAndBatchesGoToThePrimary() {
    try (Store replica = Stores.open(reading(second.url(), ""), clock)) {
      fill(replica, 7);
    }
    fill(both, 5);

    assertThat(values(both, USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 7L));
    assertThat(values(store, USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L));
    assertThat(both.position("one")).isEqualTo(store.position("one"));
  }

  @Test
  void hoursAreSummedUpAndDeletedAsThePrimaryHasThem() {
    fill(both, 5);
    clock.set(START + 3 * HOUR);

    assertThat(both.rollup()).isEqualTo(new RollupRun(true, 1, 1, 1, 0));
    assertThat(both.rollup()).isEqualTo(new RollupRun(true, 0, 0, 0, 0));
    assertThat(values(store, USERS, Resolution.HOUR)).isEqualTo(Map.of(START, 5L));

    clock.set(START + 500 * DAY);
    assertThat(both.retention(RetentionSettings.DEFAULT).ran()).isTrue();
    assertThat(values(store, USERS, Resolution.MINUTE)).isEmpty();
  }

  @Test
  void whileTheReplicaIsAwayThePrimaryAnswers() {
    try (Store without = Stores.open(reading(kit.url(), NOBODY), clock)) {
      fill(without, 5);

      assertThat(values(without, USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L));
      assertThat(values(without, USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L));
    }
  }

  @Test
  void whereNobodyAnswersQueriesAreRefusedAsUnavailable() {
    try (Store nowhere = Stores.open(reading(NOBODY, ""), clock)) {
      assertThatThrownBy(() -> nowhere.counts().series(ALL))
          .isInstanceOfSatisfying(
              QueryRefused.class,
              e -> assertThat(e.kind()).isEqualTo(QueryRefused.Kind.UNAVAILABLE));
    }
  }

  private static void fill(Store into, int hits) {
    MadeLedger ledger = new MadeLedger();
    ingest(into, ONE, ledger, ledger.hit(USERS, hits, START).complete(START, START + MINUTE));
  }

  private StoreSettings reading(String url, String readUrl) {
    return new StoreSettings(
        url, readUrl, kit.user(), kit.user(), Path.of(""), 0, QueryLimits.DEFAULT);
  }

  private static String asOnlooker(String url) {
    String plain = url.replaceAll("[?&]user=[^&]*", "").replaceAll("[?&]password=[^&]*", "");
    return plain + (plain.contains("?") ? "&" : "?") + "user=onlooker&password=onlooker";
  }
}
