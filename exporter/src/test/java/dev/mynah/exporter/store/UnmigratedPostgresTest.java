package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.store.schema.UnknownSchema;
import dev.mynah.exporter.store.sql.StoreFailure;
import dev.mynah.exporter.store.sql.StoreKit;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A PostgreSQL database is migrated when somebody asks for it, and not before. */
class UnmigratedPostgresTest extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");

  private final MadeLedger ledger = new MadeLedger();

  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }

  @Test
  void aDatabaseWithoutTablesIsRefusedUntilItIsMigrated() throws SQLException {
    execute("DROP SCHEMA public CASCADE");
    execute("CREATE SCHEMA public");
    Frame frame = ledger.hit(USERS, 5, START).complete(START, START + MINUTE);
    Batch batch = batch(ledger.position(), ledger.next(), frame);

    assertThatThrownBy(() -> store.ingest(ONE, batch))
        .isInstanceOf(UnknownSchema.class)
        .hasMessageContaining("run mynah exporter --migrate");

    Stores.migrate(settings());
    store.ingest(ONE, batch);
    assertThat(values(USERS, Resolution.MINUTE).values()).containsExactly(5L);
  }

  @Test
  void tablesOfAnOlderProgramAreRefused() throws SQLException {
    execute("UPDATE mynah_schema SET version = 0, usable_from = 0");
    execute("INSERT INTO mynah_schema (version, usable_from) VALUES (1, 1)");

    assertThatThrownBy(() -> store.position("one"))
        .isInstanceOf(UnknownSchema.class)
        .hasMessageContaining("has schema 1");
  }

  @Test
  void aServerThatIsAwayIsAFailureThatPasses() {
    store.close();
    store =
        Stores.open(
            StoreSettings.postgresql("jdbc:postgresql://127.0.0.1:1/none", "none", "none"), clock);

    assertThatThrownBy(() -> store.position("one"))
        .isInstanceOfSatisfying(
            StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.UNREACHABLE));
    assertThat(store.status().usable()).isFalse();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(kit.url(), kit.user(), kit.user());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
