package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.log.Snapshots;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that somebody kept. */
abstract class SnapshotsKit extends LogKit {
  private Snapshots snapshots;

  @BeforeEach
  void start() {
    snapshots = new StoredSnapshots(database, clock);
  }

  @Test
  void aKeptAnswerComesBackWhole() {
    Snapshots.Snapshot created = snapshots.create("before the change 🦜", "{\"a\":\"\\u0000\"}");

    assertThat(created.timeMillis()).isEqualTo(NOON);
    assertThat(snapshots.get(created.id())).contains(created);
  }

  @Test
  void aListHasTheNewestFirstAndNoBodies() {
    Snapshots.Snapshot first = snapshots.create("first", "[1]");
    clock.move(Duration.ofMinutes(1));
    Snapshots.Snapshot second = snapshots.create("second", "[2]");

    assertThat(snapshots.list(Long.MAX_VALUE, 1))
        .containsExactly(new Snapshots.Snapshot(second.id(), second.timeMillis(), "second", ""));
    assertThat(snapshots.list(second.id(), 10))
        .extracting(Snapshots.Snapshot::id)
        .containsExactly(first.id());
  }

  @Test
  void aDeletedOneIsGoneAndItsIdIsNotGivenAgain() {
    long id = snapshots.create("one", "[]").id();

    assertThat(snapshots.delete(id)).isTrue();
    assertThat(snapshots.delete(id)).isFalse();
    assertThat(snapshots.get(id)).isEmpty();
    assertThat(snapshots.create("two", "[]").id()).isGreaterThan(id);
  }

  @Test
  void whatIsTooLongIsRefused() {
    String tooLong = " ".repeat(Snapshots.MOST_CHARACTERS + 1);

    assertThatThrownBy(() -> snapshots.create("name", tooLong))
        .hasMessage("json: 1048577 characters (expected at most 1048576)");
    assertThatThrownBy(() -> snapshots.create("n".repeat(201), "[]"))
        .hasMessage("name: 201 characters (expected at most 200)");
  }
}
