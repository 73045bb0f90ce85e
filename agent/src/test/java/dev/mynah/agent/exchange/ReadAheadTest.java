package dev.mynah.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private final ReadAheadBudget budget = new ReadAheadBudget(10);
  private final HandFed body = new HandFed();

  /** A body that the test feeds by hand. */
  private static final class HandFed implements BodySource {
    private boolean cancelled;

    @Override
    public void start(BodySink sink) {}

    @Override
    public void resume() {}

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public long length() {
      return -1;
    }
  }

  /** Keeps what it is given as text. */
  private static final class Kept implements BodySink {
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    @Override
    public boolean data(ByteBuf chunk) {
      text.append(chunk.toString(StandardCharsets.US_ASCII));
      chunk.release();
      return true;
    }

    @Override
    public void end(Fields trailers) {
      ended = true;
    }

    @Override
    public void failed(Failure failure) {}
  }

  private static ByteBuf chunk(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private ReadAhead reading(int limitBytes) {
    ReadAhead read = new ReadAhead(body, limitBytes, budget, () -> {});
    read.begin();
    return read;
  }

  @Test
  void whatIsReadAheadIsCountedUntilItIsHandedOn() {
    ReadAhead read = reading(100);
    read.data(chunk("abc"));
    read.data(chunk("def"));
    read.end(Fields.NONE);
    assertThat(budget.held()).isEqualTo(6);
    assertThat(new String(read.array(), 0, read.size(), StandardCharsets.US_ASCII))
        .isEqualTo("abcdef");

    Kept kept = new Kept();
    read.start(kept);

    assertThat(kept.text).hasToString("abcdef");
    assertThat(kept.ended).isTrue();
    assertThat(budget.held()).isZero();
  }

  @Test
  void moreThanAllMayHoldIsRefusedAndGivenBack() {
    ReadAhead first = reading(100);
    first.data(chunk("12345678"));
    ReadAhead second = reading(100);

    assertThat(second.data(chunk("90a"))).isFalse();

    assertThat(second.failure()).isEqualTo(Failure.OVERLOADED);
    assertThat(body.cancelled).isTrue();
    assertThat(budget.held()).isEqualTo(8);
    first.release();
    first.release();
    assertThat(budget.held()).isZero();
  }

  @Test
  void pastTheLimitTheRestFollowsWhatIsHeld() {
    ReadAhead read = reading(4);
    assertThat(read.data(chunk("abcdef"))).isFalse();
    assertThat(read.isTooLarge()).isTrue();

    Kept kept = new Kept();
    read.start(kept);
    read.data(chunk("ghi"));
    read.end(Fields.NONE);

    assertThat(kept.text).hasToString("abcdefghi");
    assertThat(kept.ended).isTrue();
  }
}
