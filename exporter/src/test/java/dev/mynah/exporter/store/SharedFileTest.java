package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several that open one SQLite file at the same moment all get it, whoever makes its tables. */
class SharedFileTest {
  private static final int OPENERS = 4;
  private static final int FILES = 8;

  @TempDir Path dir;

  @Test
  void newFileIsMadeOnceForAllWhoOpenIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(OPENERS);
    try {
      for (int file = 0; file < FILES; file++) {
        StoreSettings settings =
            StoreSettings.sqlite(Files.createDirectory(dir.resolve("data" + file)));
        CyclicBarrier together = new CyclicBarrier(OPENERS);
        List<Future<Boolean>> opened = new ArrayList<>();
        for (int i = 0; i < OPENERS; i++) {
          opened.add(threads.submit(opening(settings, together)));
        }
        for (Future<Boolean> each : opened) {
          assertThat(each.get()).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Boolean> opening(StoreSettings settings, CyclicBarrier together) {
    return () -> {
      together.await();
      try (Store store = Stores.open(settings, Clock.systemUTC())) {
        store.position("anybody");
        return store.status().usable();
      }
    };
  }
}
