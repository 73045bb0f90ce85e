package dev.mynah.ledger.dir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void ownDirectoryIsKeptOutOfGit() throws IOException {
    DataDirectory made = DataDirectory.prepare(directory.resolve("deep/.mynah"));

    assertThat(Files.readString(made.file(".gitignore"))).endsWith("*\n");
  }

  @Test
  void rulesThatAreThereAlreadyStay() throws IOException {
    Path own = Files.createDirectories(directory.resolve(".mynah"));
    Files.writeString(own.resolve(".gitignore"), "mine");

    DataDirectory.prepare(own);

    assertThat(Files.readString(own.resolve(".gitignore"))).isEqualTo("mine");
  }

  @Test
  void somebodysDirectoryGetsNoRules() throws IOException {
    DataDirectory.prepare(directory);

    assertThat(directory.resolve(".gitignore")).doesNotExist();
  }

  @Test
  void lockIsGivenBackByClosing() throws IOException {
    DataDirectory own = DataDirectory.prepare(directory);
    try (WriterLock lock = own.lock()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(own::lock).isInstanceOf(DirectoryInUseException.class);
    }
    own.lock().close();

    assertThat(WriterLock.lastOwner(directory)).isEqualTo("pid " + ProcessHandle.current().pid());
  }

  @Test
  void fileIsReplacedWholeAndNothingIsLeftBeside() throws IOException {
    Path file = directory.resolve("routes.json");
    AtomicFile.write(file, "old");

    AtomicFile.write(file, "n\u00e9w");

    assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo("n\u00e9w");
    assertThat(directory.toFile().list()).containsExactly("routes.json");
  }

  @Test
  void oldFileStandsWhenTheNewOneCannotBeWritten() throws IOException {
    Path file = directory.resolve("routes.json");
    AtomicFile.write(file, "old");
    Files.createDirectory(directory.resolve("routes.json.new"));

    assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);

    assertThat(Files.readString(file)).isEqualTo("old");
  }

  @Test
  void quarantineKeepsTheNewestTwoAndNeverOverwrites() throws IOException {
    Path file = directory.resolve("hits");
    Instant now = Instant.parse("2026-11-01T10:00:00Z");
    for (int i = 0; i < 4; i++) {
      Files.writeString(file, "content " + i);
      Quarantine.moveAside(file, now.plusSeconds(i / 2));
    }

    assertThat(Quarantine.of(file)).hasSize(2);
    assertThat(Quarantine.of(file).stream().map(DataDirectoryTest::text))
        .containsExactly("content 2", "content 3");
  }

  @Test
  void holesOfASparseFileAreFilledWithoutChangingIt() throws IOException {
    Path file = directory.resolve("sparse");
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2_500_000);
      byte[] before = Files.readAllBytes(file);

      DiskBlocks.Space space = DiskBlocks.ensure(file, channel);

      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      DiskBlocks.allocatedBytes(file)
          .ifPresent(
              allocated ->
                  assertThat(space == DiskBlocks.Space.ALLOCATED)
                      .isEqualTo(allocated >= before.length));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
