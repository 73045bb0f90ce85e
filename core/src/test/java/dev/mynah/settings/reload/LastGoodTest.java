package dev.mynah.settings.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.settings.Layers;
import dev.mynah.settings.LogSettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.source.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last accepted configuration over a restart. */
class LastGoodTest {
  private record Bodies(Path body, Path key) {}

  private static final Setting<Path> BODY = Setting.of("body", Types.file(), "A file.").required();
  private static final Setting<Path> KEY = Setting.of("key", Types.keyFile(), "A key.").required();
  private static final Setting<Bodies> FILES =
      Setting.of(
              "bodies",
              Section.of("bodies", "Files.", v -> new Bodies(v.get(BODY), v.get(KEY)), BODY, KEY),
              "Files.")
          .required();
  private static final Section<Bodies> EXTRA =
      Section.of("extra", "Extra.", v -> v.find(FILES), FILES);
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION, EXTRA);

  @TempDir Path dir;
  private Path config;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    config = Files.createDirectory(dir.resolve("config"));
    data = dir.resolve("data");
    Files.writeString(config.resolve("a.yaml"), "log: { level: warn }");
    Files.writeString(config.resolve("b.yaml"), "bodies: { body: sub/ada.json, key: key.pem }");
    Files.createDirectory(config.resolve("sub"));
    Files.writeString(config.resolve("sub/ada.json"), "{\"name\": \"Ada\"}");
    Files.writeString(config.resolve("key.pem"), "private");
  }

  private Settings load() {
    return SCHEMA.load(ConfigFiles.read(config), Layers.NONE);
  }

  private void keep() throws IOException {
    Settings settings = load();
    assertThat(settings.problems()).isEmpty();
    new LastGood(data).keep(settings);
  }

  private Settings kept() throws IOException {
    return new LastGood(data).read(SCHEMA, Layers.NONE);
  }

  @Test
  void holdsAllFilesWhateverHappensToThem() throws IOException {
    keep();
    Files.writeString(config.resolve("a.yaml"), "log: { level: loud }");
    Files.delete(config.resolve("sub/ada.json"));

    Settings settings = kept();

    assertThat(load().problems()).hasSize(2);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.get(ProcessSections.SECTION).log().level())
        .isEqualTo(LogSettings.Level.WARN);
    Path body = settings.get(EXTRA).body();
    assertThat(Files.readString(body)).contains("Ada");
    assertThat(body.getFileName().toString()).as("its name gives the type").endsWith(".json");
    assertThat(settings.files().root()).isEqualTo(config);
  }

  @Test
  void privateKeysStayWhereTheyAre() throws IOException {
    keep();

    assertThat(kept().get(EXTRA).key()).isEqualTo(config.resolve("key.pem"));
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).map(LastGoodTest::text))
          .noneMatch(text -> text.contains("private\n") || text.equals("private"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theNewerReplacesTheOlder() throws IOException {
    keep();
    Files.writeString(config.resolve("a.yaml"), "log: { level: debug }");
    keep();

    assertThat(kept().get(ProcessSections.SECTION).log().level())
        .isEqualTo(LogSettings.Level.DEBUG);
    try (Stream<Path> entries = Files.list(data.resolve("last-good"))) {
      assertThat(entries).as("one directory and the name of it").hasSize(2);
    }
  }

  @Test
  void aWriteThatWasCutOffLeavesTheOlder() throws IOException {
    keep();
    Path half = Files.createDirectory(data.resolve("last-good").resolve("0123456789abcdef"));
    Files.writeString(half.resolve("0-a.yaml"), "log: { level: de");

    assertThat(kept().get(ProcessSections.SECTION).log().level()).isEqualTo(LogSettings.Level.WARN);
  }

  @Test
  void nothingKeptIsNothing() throws IOException {
    assertThat(kept()).isNull();
  }

  @Test
  void aCopyThatChangedIsNotTrusted() throws IOException {
    keep();
    try (Stream<Path> files = Files.walk(data)) {
      Path copy = files.filter(f -> f.toString().endsWith("a.yaml")).findFirst().orElseThrow();
      Files.writeString(copy, "log: { level: error }");
    }

    assertThatThrownBy(this::kept).isInstanceOf(IOException.class).hasMessageContaining("changed");
  }

  @Test
  void copiesAreForTheirOwnerOnly() throws IOException {
    keep();

    try (Stream<Path> files = Files.walk(data.resolve("last-good"))) {
      List<String> open =
          files
              .filter(Files::isRegularFile)
              .filter(f -> !permissions(f).equals("rw-------"))
              .map(Path::toString)
              .toList();
      assertThat(open).isEmpty();
    }
    assertThat(permissions(data.resolve("last-good"))).isEqualTo("rwx------");
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
