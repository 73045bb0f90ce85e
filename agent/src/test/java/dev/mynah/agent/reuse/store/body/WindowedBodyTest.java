package dev.mynah.agent.reuse.store.body;

import static dev.mynah.agent.reuse.store.body.BodyKit.CHUNK;
import static dev.mynah.agent.reuse.store.body.BodyKit.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.respond.Failure;
import org.junit.jupiter.api.Test;

/** A body that is not kept: a window moves over it. */
class WindowedBodyTest {
  /** Writes chunk by chunk while the fastest reader keeps up. */
  private static void stream(BodyKit kit, long bytes) {
    for (long written = 0; written < bytes; written += CHUNK) {
      kit.write(CHUNK);
      kit.turn();
    }
  }

  @Test
  void theFastestReaderSetsThePace() {
    BodyKit kit = new BodyKit(-1, 0);
    ReadingSink sink = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());

    assertThat(kit.write(CHUNK)).isTrue();
    kit.turn();
    assertThat(kit.write(CHUNK)).as("a chunk ahead is fine").isTrue();
    assertThat(kit.write(1)).as("more is not").isFalse();
    kit.turn();
    assertThat(kit.resumed).isZero();
    sink.source.resume();
    kit.turn();

    assertThat(kit.resumed).isOne();
    sink.source.resume();
    kit.turn();
    assertThat(kit.resumed).as("told once").isOne();
    kit.close();
  }

  @Test
  void withoutAReaderTheWriterWaitsAfterAChunk() {
    BodyKit kit = new BodyKit(-1, 0);

    assertThat(kit.write(CHUNK)).isTrue();
    assertThat(kit.write(1)).isFalse();

    ReadingSink sink = kit.read();
    kit.turn();
    assertThat(sink.bytes.size()).isEqualTo(CHUNK + 1);
    assertThat(kit.resumed).isOne();
    kit.close();
  }

  @Test
  void aFollowerWithinTheWindowGetsEverything() {
    BodyKit kit = new BodyKit(-1, 0);
    ReadingSink fast = kit.read();
    ReadingSink slow = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());
    stream(kit, WINDOW);

    slow.stopsAfterEachPiece = false;
    slow.source.resume();
    kit.body.complete();
    kit.turn();

    assertThat(fast.ended).isTrue();
    assertThat(slow.ended).isTrue();
    assertThat(slow.bytes.size()).isEqualTo(WINDOW);
    assertThat(kit.body.isWhole()).as("nothing to store").isFalse();
    kit.close();
  }

  @Test
  void aFollowerThatGotNothingYetIsLetGoToFetchOnItsOwn() {
    BodyKit kit = new BodyKit(-1, 0);
    kit.read();
    BodySource notBegun = kit.open();

    stream(kit, WINDOW);
    assertThat(kit.fellBehind).isZero();
    stream(kit, 2 * CHUNK);

    assertThat(kit.fellBehind).isOne();
    assertThat(kit.memory.used()).isLessThanOrEqualTo(2 * CHUNK);
    ReadingSink sink = kit.read(notBegun, new ReadingSink());
    assertThat(sink.failure).isEqualTo(Failure.FELL_BEHIND);
    kit.close();
  }

  @Test
  void aFollowerThatGotSomethingFails() {
    BodyKit kit = new BodyKit(-1, 0);
    ReadingSink fast = kit.read();
    ReadingSink slow = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());

    stream(kit, WINDOW + 3 * CHUNK);

    assertThat(slow.bytes.size()).isPositive();
    assertThat(slow.failure).isEqualTo(Failure.FELL_BEHIND);
    assertThat(kit.fellBehind).isZero();
    assertThat(fast.bytes.size()).isEqualTo(WINDOW + 3 * CHUNK);
    kit.close();
  }

  @Test
  void whatAllHaveReadIsDroppedOnceNobodyCanBegin() {
    BodyKit kit = new BodyKit(-1, 0);
    kit.read();

    stream(kit, 10L * WINDOW);

    assertThat(kit.memory.used()).isLessThanOrEqualTo(CHUNK);
    assertThat(kit.body.open(kit.readerLoop, () -> {})).as("its beginning is gone").isNull();
    kit.close();
  }

  @Test
  void aBodyThatOutgrowsItsSizeGoesOnInAWindow() {
    BodyKit kit = new BodyKit(-1, 2 * WINDOW);
    ReadingSink sink = kit.read();
    ReadingSink paused = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());

    stream(kit, 2 * WINDOW);
    assertThat(kit.body.isKept()).isTrue();
    assertThat(paused.failure).isNull();
    stream(kit, 4 * CHUNK);

    assertThat(kit.body.isKept()).isFalse();
    assertThat(paused.failure).isEqualTo(Failure.FELL_BEHIND);
    kit.body.complete();
    kit.turn();
    assertThat(sink.ended).isTrue();
    assertThat(sink.bytes.size()).isEqualTo(2 * WINDOW + 4 * CHUNK);
    assertThat(kit.body.isWhole()).isFalse();
    kit.close();
  }

  @Test
  void theFastestReaderIsNotLeftBehindWhenTheBodyStopsBeingKept() {
    BodyKit kit = new BodyKit(-1, 4 * WINDOW);
    ReadingSink slow = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());
    for (int i = 0; i < 4 * WINDOW / CHUNK; i++) {
      assertThat(kit.write(CHUNK)).isTrue();
    }

    assertThat(kit.write(CHUNK)).as("now it waits for the reader").isFalse();
    slow.stopsAfterEachPiece = false;
    kit.turn();
    slow.source.resume();
    kit.body.complete();
    kit.turn();

    assertThat(slow.ended).isTrue();
    assertThat(slow.bytes.size()).isEqualTo(4 * WINDOW + CHUNK);
    assertThat(kit.resumed).isOne();
    kit.close();
  }

  @Test
  void aBodyDeclaredTooLongHasAWindowFromTheStart() {
    BodyKit kit = new BodyKit(3 * WINDOW, 2 * WINDOW);

    assertThat(kit.body.isKept()).isFalse();
    assertThat(kit.memory.used()).isZero();
    kit.close();
  }

  @Test
  void aBodyForWhichThereIsNoMemoryHasAWindow() {
    BodyKit kit = new BodyKit(2 * WINDOW, 8 * WINDOW, WINDOW);

    assertThat(kit.body.isKept()).isFalse();
    kit.close();
  }

  @Test
  void memoryThatRunsOutClosesTheWindowAndNothingElse() {
    BodyKit kit = new BodyKit(-1, 8 * WINDOW, 4 * CHUNK);
    ReadingSink sink = kit.read();

    for (int i = 0; i < 64; i++) {
      kit.write(CHUNK);
      assertThat(kit.memory.used()).isLessThanOrEqualTo(6 * CHUNK);
      kit.turn();
    }
    kit.body.complete();
    kit.turn();

    assertThat(sink.ended).isTrue();
    assertThat(sink.bytes.size()).isEqualTo(64 * CHUNK);
    assertThat(kit.body.isWhole()).isFalse();
    kit.close();
  }

  @Test
  void aReaderOfALaterPartIsLetGoWhenTheBodyIsNotKept() {
    BodyKit kit = new BodyKit(-1, WINDOW);
    ReadingSink sink = kit.read();
    BodySource later = kit.open(5 * WINDOW, 10);
    ReadingSink part = kit.read(later, new ReadingSink());

    stream(kit, WINDOW);
    assertThat(kit.fellBehind).isZero();
    stream(kit, CHUNK);

    assertThat(kit.fellBehind).isOne();
    assertThat(part.pieces).isZero();
    assertThat(part.failure).isNull();
    assertThat(sink.failure).isNull();
    assertThat(kit.body.open(5L * WINDOW, 10, kit.readerLoop, () -> {})).isNull();
    kit.close();
  }

  @Test
  void whenTheFastestGoesTheNextOneSetsThePace() {
    BodyKit kit = new BodyKit(-1, 0);
    ReadingSink fast = kit.read();
    ReadingSink slow = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());
    stream(kit, 8 * CHUNK);

    fast.source.cancel();
    assertThat(kit.write(1)).isFalse();
    slow.stopsAfterEachPiece = false;
    slow.source.resume();
    kit.turn();

    assertThat(kit.resumed).isOne();
    assertThat(slow.bytes.size()).isEqualTo(8 * CHUNK + 1);
    kit.close();
  }
}
