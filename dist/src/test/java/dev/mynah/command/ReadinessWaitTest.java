package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On a clock of its own: every look takes what it is told to take. */
class ReadinessWaitTest {
  private static final long MILLI = 1_000_000;
  private static final PlainHttp.Answer READY = new PlainHttp.Answer(200, "{}");
  private static final PlainHttp.Answer STARTING =
      new PlainHttp.Answer(503, "{\"waitingFor\":[{\"part\":\"ledger\"}]}\n");

  private long nowNanos;

  private record Step(long takesMillis, PlainHttp.Answer answer, IOException failure) {
    static Step answers(long takesMillis, PlainHttp.Answer answer) {
      return new Step(takesMillis, answer, null);
    }

    static Step fails(long takesMillis, IOException failure) {
      return new Step(takesMillis, null, failure);
    }
  }

  @Test
  void isOverAtTheFirstReadyAnswer() throws InterruptedException {
    assertThat(waited(Step.answers(1, STARTING), Step.answers(1, READY))).isEmpty();
  }

  @Test
  void aLookThatWasCutShortDoesNotHideTheAnswerBeforeIt() throws InterruptedException {
    Optional<String> seen =
        waited(
            Step.answers(20, STARTING), Step.fails(500, new SocketTimeoutException("timed out")));

    assertThat(seen).hasValueSatisfying(it -> assertThat(it).contains("503", "ledger"));
  }

  @Test
  void aProcessThatIsGoneIsNewsWhateverItSaidBefore() throws InterruptedException {
    Optional<String> seen =
        waited(Step.answers(20, STARTING), Step.fails(500, new ConnectException("refused")));

    assertThat(seen).hasValue("refused");
  }

  @Test
  void saysThatNothingCameWhenNothingEverCame() throws InterruptedException {
    assertThat(waited(Step.fails(500, new SocketTimeoutException("Read timed out"))))
        .hasValue("no answer in time");
  }

  @Test
  void aLongAnswerIsToldShortAndOnOneLine() throws InterruptedException {
    PlainHttp.Answer page = new PlainHttp.Answer(404, "<html>\n".repeat(200));

    Optional<String> seen = waited(Step.answers(500, page));

    assertThat(seen.orElseThrow())
        .startsWith("/ready answers 404 <html> <html>")
        .hasSizeLessThan(330);
  }

  private Optional<String> waited(Step... steps) throws InterruptedException {
    Deque<Step> left = new ArrayDeque<>(List.of(steps));
    ReadinessWait wait =
        new ReadinessWait(
            leftNanos -> {
              Step step = left.remove();
              nowNanos += step.takesMillis() * MILLI;
              if (step.failure() != null) {
                throw step.failure();
              }
              return step.answer();
            },
            () -> nowNanos,
            nanos -> nowNanos += nanos);
    return wait.until(400 * MILLI);
  }
}
