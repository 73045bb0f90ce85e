package dev.mynah.agent.reuse.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bounds on what the server is asked. */
final class QuestionsTest {
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private final FakeServer server = new FakeServer();
  private final Tally tally = new Tally();
  private final List<Result> told = new CopyOnWriteArrayList<>();
  private final Circuit circuit =
      new Circuit(new Still(), new SplittableRandom(1), System::nanoTime);

  private static final class Still implements Circuit.Control {
    @Override
    public void connect() {}

    @Override
    public void drop() {}

    @Override
    public void after(long pauseNanos, Runnable task) {}

    @Override
    public void opened(String reason) {}

    @Override
    public void closed() {}
  }

  @BeforeEach
  void connect() {
    server.here(circuit::connected);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Question question(int bytes) {
    return new Question(
        Op.GET,
        new byte[][] {{1}},
        new byte[][] {new byte[bytes]},
        QuestionsTest::read,
        Runnable::run,
        (result, value) -> told.add(result));
  }

  private static Result read(byte @Nullable [] reply) {
    return reply == null ? Result.MISS : Result.HIT;
  }

  private Questions questions(long timeoutNanos) {
    return new Questions(server, circuit, tally, timeoutNanos);
  }

  @Test
  void beyondTheMostThatAreUnderWayNothingIsAsked() {
    Questions questions = questions(HOUR_NANOS);

    for (int i = 0; i < Questions.MOST + 5; i++) {
      questions.ask(question(1));
    }

    server.here(() -> assertThat(server.asked).hasSize(Questions.MOST));
    assertThat(told).hasSize(5).containsOnly(Result.FULL);
    assertThat(tally.of(Op.GET, Result.FULL)).isEqualTo(5);
  }

  @Test
  void bytesUnderWayAreBounded() {
    Questions questions = questions(HOUR_NANOS);
    int half = (int) (Questions.MOST_BYTES / 2);

    for (int i = 0; i < 3; i++) {
      questions.ask(question(half));
    }

    server.here(() -> assertThat(server.asked).hasSize(2));
    assertThat(told).containsExactly(Result.FULL);
    server.here(() -> server.asked.get(0).complete(null));
    questions.ask(question(half));
    server.here(() -> assertThat(server.asked).hasSize(3));
  }

  @Test
  void aLateReplyIsNoAnswerAndGivesThePlaceBackOnlyThen() {
    Questions questions = questions(Duration.ofMillis(20).toNanos());

    questions.ask(question(1));
    await().until(() -> told.contains(Result.TIMEOUT));

    assertThat(questions.places()).isEqualTo(1);
    server.here(() -> server.asked.get(0).complete(new byte[20]));
    assertThat(told).containsExactly(Result.TIMEOUT);
    assertThat(questions.places()).isZero();
  }

  @Test
  void aLostConnectionAnswersAllAndFreesTheirPlaces() {
    Questions questions = questions(HOUR_NANOS);
    questions.ask(question(1));
    questions.ask(question(1));

    server.here(questions::drop);

    assertThat(told).containsExactly(Result.ERROR, Result.ERROR);
    assertThat(questions.places()).isZero();
    server.here(() -> server.asked.get(0).complete(new byte[20]));
    assertThat(told).hasSize(2);
    assertThat(questions.places()).isZero();
  }

  @Test
  void withTheCircuitOpenNothingReachesTheServer() {
    Questions questions = questions(HOUR_NANOS);
    server.here(() -> circuit.lost("gone"));

    questions.ask(question(1));

    assertThat(told).containsExactly(Result.OPEN);
    server.here(() -> assertThat(server.asked).isEmpty());
  }

  @Test
  void refusalsInARowOpenTheCircuitButForeignDataDoesNot() {
    Questions questions = questions(HOUR_NANOS);
    for (int i = 0; i < 2 * Circuit.FAILURES_IN_A_ROW; i++) {
      questions.ask(question(1));
    }
    server.here(
        () ->
            server.asked.forEach(r -> r.completeExceptionally(new Server.RefusedException(true))));
    assertThat(told).containsOnly(Result.UNREADABLE);
    assertThat(circuit.isOpen()).isFalse();

    server.here(server.asked::clear);
    for (int i = 0; i < Circuit.FAILURES_IN_A_ROW; i++) {
      questions.ask(question(1));
    }
    server.here(
        () ->
            List.copyOf(server.asked)
                .forEach(r -> r.completeExceptionally(new Server.RefusedException(false))));
    assertThat(circuit.isOpen()).isTrue();
  }
}
