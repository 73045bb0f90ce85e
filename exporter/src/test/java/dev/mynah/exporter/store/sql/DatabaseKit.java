package dev.mynah.exporter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.store.schema.Schema;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both engines promise of transactions and versions. */
abstract class DatabaseKit {
  private static final String ADD = "INSERT INTO kept (class, from_millis) VALUES (?, ?)";
  private static final String COUNT = "SELECT count(*) FROM kept";

  private StoreKit kit;
  private Database database;

  abstract StoreKit kit();

  final Database database() {
    return database;
  }

  @BeforeEach
  void open() {
    kit = kit();
    database = kit.open();
  }

  @AfterEach
  void close() {
    database.close();
    kit.close();
  }

  @Test
  void whatATransactionDidIsUndoneWhenItFails() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    c -> {
                      Rows.change(c, ADD, "minute", 1L);
                      throw new SQLException("on purpose");
                    }))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("on purpose");

    assertThat(database.<Long>reading(c -> Rows.number(c, COUNT))).isZero();
  }

  @Test
  void readersSeeOneStateWhileOthersWrite() {
    long[] seen = new long[2];

    database.reading(
        reader -> {
          seen[0] = Rows.number(reader, COUNT);
          database.inTransaction(c -> Rows.change(c, ADD, "minute", 1L));
          seen[1] = Rows.number(reader, COUNT);
          return 0;
        });

    assertThat(seen).containsExactly(0, 0);
    assertThat(database.<Long>reading(c -> Rows.number(c, COUNT))).isEqualTo(1);
  }

  @Test
  void readersCannotWrite() {
    assertThatThrownBy(() -> database.reading(c -> Rows.change(c, ADD, "minute", 1L)))
        .isInstanceOf(StoreFailure.class);
  }

  @Test
  void tablesHaveTheVersionOfThisProgramOnceMigrated() {
    Schema.Found found = database.reading(Schema::find);

    assertThat(found.version()).isEqualTo(Schema.VERSION);
    assertThat(found.usable()).isTrue();
  }

  @Test
  void migratingAgainChangesNothing() {
    Schema.migrate(kit.dialect(), kit.url(), kit.user(), kit.user());

    assertThat(database.reading(Schema::find).usable()).isTrue();
  }

  @Test
  void sizeIsKnown() {
    assertThat(database.bytes()).isPositive();
  }
}
