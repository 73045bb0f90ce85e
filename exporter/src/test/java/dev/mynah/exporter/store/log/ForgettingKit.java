package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.journal.HitEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that tells of a forgotten consumer is left in the tables. */
abstract class ForgettingKit extends LogKit {
  @Test
  void aConsumersRequestsCapturesAndSumsAreDeleted() {
    add(captured("ada"), captured("bob"), SampleRequests.by("10.0.0.9", "ada", NOON));
    add("source-b", List.of(SampleRequests.by("10.0.0.1", "ada", NOON)), 0);

    Forgetting.Forgotten forgotten = new Forgetting(database).consumer("ada");

    assertThat(forgotten).isEqualTo(new Forgetting.Forgotten(2, 3, 1, 3));
    assertThat(reader.page(all(), Long.MAX_VALUE, 10))
        .extracting(entry -> entry.event().client().consumer())
        .containsExactly("bob");
    assertThat(count("client_day")).isEqualTo(1);
    assertThat(count("log_capture")).isEqualTo(1);
    assertThat(textsWith("ada")).isZero();
  }

  @Test
  void whoComesAgainIsSomebodyNew() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON));
    new Forgetting(database).consumer("ada");

    add(SampleRequests.by("10.0.0.1", "ada", NOON + 1));

    assertThat(reader.page(all(Matcher.equal("consumer", "ada")), Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(reader.group(all(), List.of(LogReader.Key.CONSUMER), 10))
        .extracting(LogReader.Group::values)
        .containsExactly(List.of("ada"));
  }

  @Test
  void anAddressIsForgottenWhateverItsConsumer() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON), SampleRequests.by("10.0.0.1", "bob", NOON));
    add(SampleRequests.by("10.0.0.11", "ada", NOON));

    Forgetting.Forgotten forgotten = new Forgetting(database).client("10.0.0.1");

    assertThat(forgotten.requests()).isEqualTo(2);
    assertThat(reader.page(all(), Long.MAX_VALUE, 10))
        .extracting(entry -> entry.event().client().address())
        .containsExactly("10.0.0.11");
  }

  @Test
  void manyRequestsAreForgottenInPieces() {
    List<LogEntry> many = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      many.add(SampleRequests.by("10.0.0.1", i % 3 == 0 ? "ada" : "bob", NOON + i));
    }
    add(many);

    assertThat(new Forgetting(database).consumer("ada").requests()).isEqualTo(10_000);
    assertThat(count("request_log")).isEqualTo(20_000);
  }

  @Test
  void whoWasNeverThereIsNoTroubleAndNobodyIsAMistake() {
    add(SampleRequests.by("10.0.0.1", "", NOON));

    assertThat(new Forgetting(database).consumer("eve"))
        .isEqualTo(new Forgetting.Forgotten(0, 0, 0, 0));
    assertThatThrownBy(() -> new Forgetting(database).consumer(""))
        .hasMessageContaining("consumer: empty");
    assertThat(count("request_log")).isEqualTo(1);
  }

  private LogEntry captured(String consumer) {
    HitEvent plain = SampleRequests.by("10.0.0.1", consumer, NOON).event();
    return SampleRequests.entry(
        new HitEvent(
            NOON,
            1,
            plain.request(),
            plain.answer(),
            plain.spent(),
            plain.client(),
            null,
            new HitEvent.Capture(List.of(new HitEvent.Field("X", "y")), List.of(), null, null)));
  }

  private long count(String table) {
    return database.reading(c -> Rows.number(c, "SELECT count(*) FROM " + table));
  }

  private long textsWith(String text) {
    return database.reading(
        c ->
            Rows.number(c, "SELECT count(*) FROM dictionary WHERE parts LIKE ?", "%" + text + "%"));
  }
}
