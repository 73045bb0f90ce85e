package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mynah.agent.event.EventParts;
import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.ledger.journal.Rank;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the journal is asked of a request before anything is put together. */
class TellingTest {
  private static final int ROUNDS = 50_000;

  /** Leaves everything out. */
  private static final class Deaf implements LoopJournal {
    private Rank last = Rank.USUAL;
    private int urgent;

    @Override
    public double admit(Rank rank) {
      last = rank;
      urgent += rank == Rank.URGENT ? 1 : 0;
      return 0;
    }

    @Override
    public void offer(HitEvent event) {
      throw new AssertionError("not admitted");
    }
  }

  private final Deaf journal = new Deaf();
  private final Telling telling = new Telling(journal, EventParts.OFF);

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whatWentWrongIsUrgent(Outcome outcome) {
    boolean wrong =
        outcome == Outcome.UNMATCHED || outcome == Outcome.REJECTED || outcome == Outcome.ERROR;

    telling.admit(null, 200, outcome);
    assertThat(journal.last).isEqualTo(wrong ? Rank.URGENT : Rank.USUAL);
    telling.admit(null, 499, outcome);
    assertThat(journal.last).isEqualTo(wrong ? Rank.URGENT : Rank.USUAL);
    telling.admit(null, 500, outcome);
    assertThat(journal.last).isEqualTo(Rank.URGENT);
    telling.admit(Failure.CLIENT_GONE, 200, outcome);
    assertThat(journal.last).isEqualTo(Rank.URGENT);
  }

  @Test
  void aRequestThatIsLeftOutAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    ask();

    long before = threads.getThreadAllocatedBytes(thread);
    ask();
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(journal.urgent).isEqualTo(ROUNDS);
    assertThat(allocated).isLessThan(ROUNDS);
  }

  private void ask() {
    for (int i = 0; i < ROUNDS; i++) {
      telling.admit(null, i % 2 == 0 ? 200 : 503, Outcome.MOCK);
    }
  }
}
