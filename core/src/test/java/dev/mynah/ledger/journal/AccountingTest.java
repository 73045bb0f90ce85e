package dev.mynah.ledger.journal;

import static dev.mynah.ledger.journal.JournalFixture.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.settings.JournalSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request is in the weight of one event or left out; and weights say what there was. */
class AccountingTest {
  private static final JournalSettings LARGE =
      JournalSettings.DEFAULT.withMode(JournalSettings.Mode.ON);

  @TempDir Path data;
  private JournalFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new JournalFixture(data);
  }

  @Test
  void weightsAndWhatIsLeftOutAddUpToAllRequestsUnderAnyLoad() {
    Random random = new Random(7);
    JournalWriter writer = fixture.start(LARGE);
    List<LoopOffers> loops = List.of(writer.addLoop(), writer.addLoop(), writer.addLoop());
    long asked = 0;
    for (int turn = 0; turn < 2_000; turn++) {
      int burst = random.nextInt(10) == 0 ? random.nextInt(3_000) : random.nextInt(20);
      for (int i = 0; i < burst; i++) {
        Rank rank = random.nextInt(5) == 0 ? Rank.URGENT : Rank.USUAL;
        fixture.offer(loops.get(random.nextInt(3)), rank, "r");
      }
      asked += burst;
      fixture.run(writer, 50);
    }
    writer.end();

    List<JournalRecord> records = fixture.read();

    double weights =
        of(records, JournalRecord.Hit.class).stream()
            .mapToDouble(hit -> hit.event().weight())
            .sum();
    long leftOut =
        of(records, JournalRecord.LeftOut.class).stream()
            .mapToLong(JournalRecord.LeftOut::count)
            .sum();
    assertThat((long) weights + leftOut).isEqualTo(asked);
    assertThat(weights).isGreaterThan(asked / 2.0);
    assertThat(writer.status().leftOut().total()).isEqualTo(leftOut);
    assertThat(of(records, JournalRecord.Hit.class)).hasSizeLessThan(110 * 200 + 400);
  }

  @Test
  void weightsOfAKindOfRequestSayHowManyOfItThereWereEvenWhenKindsAlternate() {
    JournalWriter writer = fixture.start(LARGE);
    LoopOffers loop = writer.addLoop();
    int each = 0;
    for (int turn = 0; turn < 4_000; turn++) {
      for (int i = 0; i < 40; i++) {
        fixture.offer(loop, Rank.USUAL, "even");
        fixture.offer(loop, Rank.USUAL, "odd");
      }
      each += 40;
      fixture.run(writer, 50);
    }

    var hits = of(fixture.read(), JournalRecord.Hit.class);

    double even =
        hits.stream()
            .map(JournalRecord.Hit::event)
            .filter(event -> event.request().route().equals("even"))
            .mapToDouble(HitEvent::weight)
            .sum();
    assertThat(even / each).isCloseTo(1, within(0.05));
  }

  @Test
  void requestsWithinTheBudgetAreAllToldWithWeightOne() {
    JournalWriter writer = fixture.start(LARGE);
    LoopOffers loop = writer.addLoop();
    fixture.run(writer, 50);
    for (int i = 0; i < 500; i++) {
      fixture.offer(loop, Rank.USUAL, "r");
      fixture.run(writer, 50);
    }

    var hits = of(fixture.read(), JournalRecord.Hit.class);

    assertThat(hits).hasSize(500).allMatch(hit -> hit.event().weight() == 1);
    assertThat(of(fixture.read(), JournalRecord.LeftOut.class)).isEmpty();
  }

  @Test
  void errorsAreAllToldWhileUsualRequestsTakeWhatIsLeft() {
    JournalWriter writer = fixture.start(LARGE);
    LoopOffers loop = writer.addLoop();
    for (int turn = 0; turn < 400; turn++) {
      for (int i = 0; i < 200; i++) {
        fixture.offer(loop, Rank.USUAL, "usual");
      }
      for (int i = 0; i < 5; i++) {
        fixture.offer(loop, Rank.URGENT, "urgent");
      }
      fixture.run(writer, 50);
    }

    var hits = of(fixture.read(), JournalRecord.Hit.class);

    var urgent =
        hits.stream().filter(hit -> hit.event().request().route().equals("urgent")).toList();
    assertThat(urgent).hasSizeGreaterThan(1_900).allMatch(hit -> hit.event().weight() == 1);
    assertThat(hits.size() - urgent.size()).isGreaterThan(300);
    assertThat(hits.size()).isLessThan(20 * 200 + 600);
  }

  @Test
  void fullRingLeavesOutAndSaysSo() {
    JournalWriter writer = fixture.start(LARGE);
    LoopOffers loop = writer.addLoop();
    fixture.run(writer, 10_000);
    for (int i = 0; i < 1_000; i++) {
      fixture.offer(loop, Rank.USUAL, "r");
    }
    writer.end();

    assertThat(writer.status().leftOut().ring()).isPositive();
    assertThat(writer.status().events() + writer.status().leftOut().total()).isEqualTo(1_000);
  }
}
