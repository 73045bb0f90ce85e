package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.countOf;
import static dev.mynah.ledger.hits.LedgerFixture.fill;
import static dev.mynah.ledger.hits.LedgerFixture.names;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.SeriesKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An earlier layout's counts are carried over once; a later layout's files are left to others. */
class LayoutChangeTest {
  @TempDir Path directory;

  /** A made-up layout from before the first: lines of text. */
  private static final class TextLayout implements PreviousLayout {
    @Override
    public List<Path> filesIn(Path directory) {
      Path file = directory.resolve("hits-v0.txt");
      return Files.exists(file) ? List.of(file) : List.of();
    }

    @Override
    public LedgerImage read(Path directory) throws IOException {
      Map<SeriesKey, long[]> sums = new LinkedHashMap<>();
      for (String line : Files.readAllLines(filesIn(directory).get(0))) {
        String[] part = line.split(" ");
        if (part.length != 4) {
          throw new IOException("not a line of this layout: " + line);
        }
        long requests = Long.parseLong(part[1]);
        long first = Long.parseLong(part[2]);
        long last = Long.parseLong(part[3]);
        sums.put(
            new SeriesKey(Family.REQUESTS, List.of(part[0], "GET", "200", "mock", "http/1.1")),
            new long[] {requests, 0, 0, first, last});
      }
      return new LedgerImage(77, 123_456, sums);
    }
  }

  private Ledger openWithTextLayout() throws Exception {
    return Ledgers.open(LedgerOptions.in(directory), List.of(new TextLayout()))
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void earlierLayoutIsCarriedOverOnce() throws Exception {
    Files.writeString(directory.resolve("hits-v0.txt"), "a 5 1000 2000\nb 6 1500 1600\n");

    for (int start = 1; start <= 2; start++) {
      try (Ledger ledger = openWithTextLayout()) {
        LedgerFixture.hit(ledger.slot(0), "a", 3_000, 1);
        assertThat(ledger.status().ledgerId()).isEqualTo(77);
        assertThat(ledger.status().startTime()).isEqualTo(Instant.ofEpochMilli(123_456));
      }
      LedgerSnapshot snapshot = read(directory);
      assertThat(snapshot.requests("a")).isEqualTo(5 + start);
      assertThat(snapshot.requests("b")).isEqualTo(6);
      assertThat(snapshot.hits()).anyMatch(h -> h.firstHitMillis() == 1_000);
    }
    assertThat(names(directory)).doesNotContain("hits-v0.txt");
  }

  @Test
  void earlierLayoutBesideALaterOneIsNotCountedTwice() throws Exception {
    fill(directory);
    Files.writeString(directory.resolve("hits-v0.txt"), "a 5 1000 2000\n");

    openWithTextLayout().close();

    assertThat(total(read(directory))).isEqualTo(7);
    assertThat(names(directory)).doesNotContain("hits-v0.txt");
  }

  @Test
  void earlierLayoutThatMakesNoSenseIsMovedAside() throws Exception {
    Files.writeString(directory.resolve("hits-v0.txt"), "nonsense\n");

    try (Ledger ledger = openWithTextLayout()) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
    }

    assertThat(total(read(directory))).isZero();
    assertThat(countOf(directory, "hits-v0.txt.quarantined-")).isEqualTo(1);
  }

  @Test
  void filesOfANewerProgramAreMovedAsideAndOursServe() throws Exception {
    fill(directory);
    Files.writeString(directory.resolve("hits-v2.cm"), "from the future");
    Files.writeString(directory.resolve("hits-v12.idx"), "from the far future");
    Files.writeString(directory.resolve("hits-v2.cm.bak"), "somebody's own");

    try (Ledger ledger = open(directory)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      assertThat(ledger.status().quarantined()).isEqualTo(1);
    }

    assertThat(total(read(directory))).isEqualTo(7);
    assertThat(names(directory)).doesNotContain("hits-v2.cm", "hits-v12.idx");
    assertThat(countOf(directory, ".quarantined-")).isEqualTo(2);
    assertThat(names(directory)).contains("hits-v2.cm.bak");
  }
}
