package dev.mynah.settings.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import dev.mynah.settings.LogSettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of files while a process runs. */
class ConfigWatcherTest {
  private static final Setting<Path> BODY = Setting.of("body", Types.file(), "A file.");
  private static final Setting<Object> FILES =
      Setting.of("bodies", Section.of("bodies", "Files.", v -> new Object(), BODY), "Files.");
  private static final Section<Object> EXTRA =
      Section.of("extra", "Extra.", v -> new Object(), FILES);
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION, EXTRA);

  @TempDir Path dir;
  private Path file;
  private final List<LogSettings.Level> taken = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private List<Problem> objections = List.of();

  private final ReloadListener listener =
      new ReloadListener() {
        @Override
        public List<Problem> take(Settings settings) {
          if (objections.isEmpty()) {
            taken.add(settings.get(ProcessSections.SECTION).log().level());
          }
          return objections;
        }

        @Override
        public void refused(List<Problem> problems) {
          refused.addAll(Loading.printed(problems));
        }
      };

  @BeforeEach
  void write() throws IOException {
    file = dir.resolve("mynah.yaml");
    Files.writeString(file, "log: { level: info }");
  }

  private ConfigWatcher watcher(Path root) {
    Settings running = SCHEMA.load(ConfigFiles.read(root), Layers.NONE);
    assertThat(running.problems()).isEmpty();
    ConfigWatcher watcher = new ConfigWatcher(SCHEMA, Layers.NONE, running, running, listener);
    looks(watcher, 3);
    assertThat(taken).as("nothing has changed yet").isEmpty();
    return watcher;
  }

  private static void looks(ConfigWatcher watcher, int count) {
    for (int i = 0; i < count; i++) {
      watcher.look();
    }
  }

  @Test
  void aChangeIsTakenByTheSecondLookThatSeesIt() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.writeString(file, "log: { level: warn }");

    watcher.look();
    assertThat(taken).isEmpty();
    watcher.look();
    assertThat(taken).containsExactly(LogSettings.Level.WARN);
    looks(watcher, 5);
    assertThat(taken).hasSize(1);
  }

  @Test
  void aChangeBetweenReadingAndTheFirstLookIsSeen() throws IOException {
    Settings running = SCHEMA.load(ConfigFiles.read(file), Layers.NONE);
    Files.writeString(file, "log: { level: warn }");

    looks(new ConfigWatcher(SCHEMA, Layers.NONE, running, running, listener), 2);

    assertThat(taken).containsExactly(LogSettings.Level.WARN);
  }

  @Test
  void aFileThatIsStillBeingWrittenIsNotRead() throws IOException {
    ConfigWatcher watcher = watcher(file);
    for (String part : List.of("log:", "log: { lev", "log: { level: warn")) {
      Files.writeString(file, part);
      watcher.look();
    }
    Files.writeString(file, "log: { level: warn }");
    looks(watcher, 2);

    assertThat(refused).isEmpty();
    assertThat(taken).containsExactly(LogSettings.Level.WARN);
  }

  @Test
  void aBadChangeIsRefusedOnceAndWhatRanRunsOn() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.writeString(file, "log: { level: loud }");
    looks(watcher, 6);

    assertThat(taken).isEmpty();
    assertThat(refused).singleElement().asString().startsWith("log.level: loud (expected");

    Files.writeString(file, "log: { level: debug }");
    looks(watcher, 2);
    assertThat(taken).containsExactly(LogSettings.Level.DEBUG);
  }

  @Test
  void goingBackToWhatRunsAfterABadChangeIsTaken() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.writeString(file, "log: { level: loud }");
    looks(watcher, 2);
    Files.writeString(file, "log: { level: info }");
    looks(watcher, 2);

    assertThat(taken).containsExactly(LogSettings.Level.INFO);
  }

  @Test
  void anObjectionOfTheListenerRefusesTheChange() throws IOException {
    ConfigWatcher watcher = watcher(file);
    objections = List.of(new Problem(Place.startOf(Source.file(file)), "no such helper", ""));
    Files.writeString(file, "log: { level: warn }");
    looks(watcher, 4);

    assertThat(refused).singleElement().asString().endsWith("no such helper");
  }

  @Test
  void aListenerThatThrowsDoesNotEndTheWatch() throws IOException {
    Settings running = SCHEMA.load(ConfigFiles.read(file), Layers.NONE);
    ReloadListener throwing =
        new ReloadListener() {
          @Override
          public List<Problem> take(Settings settings) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void refused(List<Problem> problems) {
            refused.addAll(Loading.printed(problems));
          }
        };
    ConfigWatcher watcher = new ConfigWatcher(SCHEMA, Layers.NONE, running, running, throwing);
    Files.writeString(file, "log: { level: warn }");
    looks(watcher, 3);

    assertThat(refused).singleElement().asString().contains("could not be used");
  }

  @Test
  void aFileThatGoesAwayIsRefusedAndComesBack() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.delete(file);
    looks(watcher, 4);
    assertThat(refused).singleElement().asString().contains("does not exist");

    Files.writeString(file, "log: { level: error }");
    looks(watcher, 2);
    assertThat(taken).containsExactly(LogSettings.Level.ERROR);
  }

  @Test
  void aTouchedFileIsNoChange() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    looks(watcher, 4);

    assertThat(taken).isEmpty();
  }

  @Test
  void aChangeThatKeepsSizeAndTimeIsSeen() throws IOException {
    ConfigWatcher watcher = watcher(file);
    FileTime time = Files.getLastModifiedTime(file);
    Path other = Files.writeString(dir.resolve("other"), "log: { level: warn }");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    looks(watcher, 2);

    assertThat(taken).containsExactly(LogSettings.Level.WARN);
  }

  @Test
  void theSwapOfAConfigMapIsOneChange() throws IOException {
    Path mount = Files.createDirectory(dir.resolve("mount"));
    Path first = Files.createDirectory(mount.resolve("..1"));
    Path second = Files.createDirectory(mount.resolve("..2"));
    Files.writeString(first.resolve("a.yaml"), "log: { level: info }");
    Files.writeString(first.resolve("b.yaml"), "metrics: {}");
    Files.writeString(second.resolve("a.yaml"), "log: { format: json }");
    Files.writeString(second.resolve("b.yaml"), "log: { level: warn }");
    Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(mount.resolve("a.yaml"), Path.of("..data/a.yaml"));
    Files.createSymbolicLink(mount.resolve("b.yaml"), Path.of("..data/b.yaml"));
    ConfigWatcher watcher = watcher(mount);

    Path swap = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
    Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    looks(watcher, 4);

    assertThat(taken).containsExactly(LogSettings.Level.WARN);
    assertThat(refused).isEmpty();
  }

  @Test
  void aNewFileInADirectoryIsSeen() throws IOException {
    ConfigWatcher watcher = watcher(dir);
    Files.writeString(dir.resolve("z.yaml"), "log: { format: json }");
    looks(watcher, 2);

    assertThat(taken).hasSize(1);
  }

  @Test
  void aFileThatTheConfigurationNamesIsWatched() throws IOException {
    Path body = Files.writeString(dir.resolve("body.txt"), "one");
    Files.writeString(file, "bodies: { body: body.txt }");
    ConfigWatcher watcher = watcher(file);

    Files.writeString(body, "two!");
    looks(watcher, 2);

    assertThat(taken).hasSize(1);
  }

  @Test
  void aNamedFileThatWasMissingIsWatchedToo() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.writeString(file, "bodies: { body: late.txt }\nlog: { level: warn }\n");
    looks(watcher, 3);
    assertThat(refused).singleElement().asString().contains("late.txt does not exist");

    Files.writeString(dir.resolve("late.txt"), "here");
    looks(watcher, 2);
    assertThat(taken).containsExactly(LogSettings.Level.WARN);
  }

  @Test
  void anOperatorNeedNotWait() throws IOException {
    ConfigWatcher watcher = watcher(file);
    Files.writeString(file, "log: { level: warn }");

    assertThat(watcher.reload()).isEmpty();
    assertThat(taken).containsExactly(LogSettings.Level.WARN);

    Files.writeString(file, "log: { level: loud }");
    assertThat(watcher.reload()).hasSize(1);
  }

  @Test
  void looksOnASchedulerUntilClosed() throws IOException {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try (ConfigWatcher watcher = watcher(file)) {
      watcher.start(scheduler, Duration.ofMillis(10));
      Files.writeString(file, "log: { level: warn }");

      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !taken.isEmpty());
    } finally {
      scheduler.shutdownNow();
    }
    assertThat(taken).containsExactly(LogSettings.Level.WARN);
  }
}
