package dev.mynah.exporter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockRowsTest {
  private static final int PART = 700;

  private final ExecutorService helper = Executors.newSingleThreadExecutor();
  private final List<Thread> readers = new ArrayList<>();
  private final List<Long> taken = new ArrayList<>();
  private final List<Integer> parts = new ArrayList<>();
  private volatile boolean handedBack;
  private volatile boolean usedAfterwards;

  @AfterEach
  void stop() throws InterruptedException {
    helper.shutdown();
    assertThat(helper.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(usedAfterwards).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 512, 5_000})
  void everyRowIsHandedOverOnceAndInOrder(int rows) throws SQLException {
    new BlockRows(source(rows, -1), helper).each(taking());
    handedBack = true;

    assertThat(taken).containsExactlyElementsOf(LongStream.range(0, rows).boxed().toList());
    assertThat(parts)
        .containsExactlyElementsOf(IntStream.range(0, (rows + PART - 1) / PART).boxed().toList());
    assertThat(readers.stream().distinct().count()).isEqualTo(rows > 255 ? 2 : 1);
  }

  @Test
  void nobodyHelpsWhereAllAreBusy() throws SQLException {
    new BlockRows(
            source(5_000, -1),
            task -> {
              throw new RejectedExecutionException();
            })
        .each(taking());

    assertThat(taken).hasSize(5_000);
    assertThat(readers.stream().distinct()).containsExactly(Thread.currentThread());
  }

  /** Whoever closes the statement next must be alone with it. */
  @ParameterizedTest
  @ValueSource(ints = {10, 300, 4_900})
  void whereTakingFailsTheOtherIsGoneBeforeThatIsTold(int at) {
    BlockRows rows = new BlockRows(source(5_000, -1), helper);

    assertThatThrownBy(
            () ->
                rows.each(
                    new BlockRows.Sink() {
                      @Override
                      public void row(int part, long series, byte[] block) {
                        taken.add(series);
                        if (series == at) {
                          throw new IllegalStateException("enough");
                        }
                      }

                      @Override
                      public void ended(int part) {
                        parts.add(part);
                      }
                    }))
        .hasMessage("enough");
    handedBack = true;

    assertThat(taken).hasSize(at + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 256, 3_000})
  void whereReadingFailsTheDriversOwnErrorIsTold(int at) {
    BlockRows rows = new BlockRows(source(5_000, at), helper);

    assertThatThrownBy(() -> rows.each(taking()))
        .isInstanceOf(SQLException.class)
        .hasMessage("gone")
        .satisfies(e -> assertThat(((SQLException) e).getErrorCode()).isEqualTo(7));
    handedBack = true;

    assertThat(taken).hasSize(at / PART * PART + at % PART / 256 * 256);
  }

  private BlockRows.Sink taking() {
    return new BlockRows.Sink() {
      @Override
      public void row(int part, long series, byte[] block) {
        assertThat(block).containsExactly((byte) series);
        assertThat(part).isEqualTo((int) series / PART);
        assertThat(parts).hasSize(part);
        taken.add(series);
      }

      @Override
      public void ended(int part) {
        parts.add(part);
      }
    };
  }

  private BlockRows.Source source(int rows, int failsAt) {
    long[] at = {0};
    return chunk -> {
      usedAfterwards |= handedBack;
      readers.add(Thread.currentThread());
      if (at[0] == rows) {
        chunk.last();
        return;
      }
      int part = (int) at[0] / PART;
      while (!chunk.isFull() && at[0] < rows && at[0] / PART == part) {
        if (at[0] == failsAt) {
          throw new SQLException("gone", "08006", 7);
        }
        chunk.add(at[0], new byte[] {(byte) at[0]});
        at[0]++;
      }
      chunk.of(part, at[0] == rows || at[0] / PART > part);
    };
  }
}
