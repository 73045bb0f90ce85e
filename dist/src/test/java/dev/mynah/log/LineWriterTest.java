package dev.mynah.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.settings.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LineWriterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void linesArriveInOrder() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineWriter writer = new LineWriter("test-lines", out, 100);

    writer.offer(bytes("one\n"));
    writer.offer(bytes("two\n"));

    assertThat(writer.flush(60_000)).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void aReaderThatStandsStillCostsLinesAndNoWaiting() {
    Stuck out = new Stuck();
    LineWriter writer = new LineWriter("test-stuck", out, 4);

    writer.offer(bytes("first\n"));
    await().atMost(PATIENCE).until(() -> out.entered.getCount() == 0);
    for (int i = 0; i < 10; i++) {
      writer.offer(bytes("line " + i + "\n"));
    }

    assertThat(writer.dropped()).isEqualTo(6);
    assertThat(writer.flush(50)).as("flush gives up in time").isFalse();
    out.release.countDown();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(out.text()).contains("6 lines left out").contains("line 3"));
  }

  @Test
  void missingLinesAreToldAsJsonWhereTheLogIsJson() {
    Stuck out = new Stuck();
    LineWriter writer = new LineWriter("test-json", out, 1);
    writer.format(LogSettings.Format.JSON);

    writer.offer(bytes("{}\n"));
    await().atMost(PATIENCE).until(() -> out.entered.getCount() == 0);
    writer.offer(bytes("{}\n"));
    writer.offer(bytes("{}\n"));
    out.release.countDown();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(out.text())
                    .contains("{\"level\":\"WARN\",\"message\":\"1 lines left out"));
  }

  @Test
  void aClosedPipeDoesNotEndTheWriter() {
    CountDownLatch twice = new CountDownLatch(2);
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void write(byte[] b, int off, int len) throws IOException {
            twice.countDown();
            throw new IOException("Broken pipe");
          }
        };
    LineWriter writer = new LineWriter("test-broken", broken, 10);

    writer.offer(bytes("one\n"));
    writer.offer(bytes("two\n"));

    await().atMost(PATIENCE).until(() -> twice.getCount() == 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Blocks its first write until released. */
  private static final class Stuck extends OutputStream {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (taken) {
        taken.write(b, off, len);
      }
    }

    String text() {
      synchronized (taken) {
        return taken.toString(StandardCharsets.UTF_8);
      }
    }
  }
}
