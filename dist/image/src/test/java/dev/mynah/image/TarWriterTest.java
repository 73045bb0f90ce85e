package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.image.root.ImageFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tar files: what is written is what any tar reads. */
class TarWriterTest {
  private static final long TIME = 1_000_000_000;

  @Test
  void everyEntryCarriesItsRightsAndTheOneTime() throws IOException {
    List<TarReader.Entry> entries =
        written(
            tar -> {
              tar.folder("tmp", new TarWriter.Rights(01777, 0));
              tar.file("var/x", new TarWriter.Rights(0640, 10001), bytes("hello"));
              tar.link("lib64", "lib");
            });

    assertThat(entries).extracting(TarReader.Entry::name).containsExactly("tmp/", "var/x", "lib64");
    assertThat(entries).extracting(TarReader.Entry::type).containsExactly('5', '0', '2');
    assertThat(entries.get(0).rights().mode()).isEqualTo(01777);
    assertThat(entries.get(1).rights()).isEqualTo(new TarWriter.Rights(0640, 10001));
    assertThat(entries.get(1).bytes()).isEqualTo(bytes("hello"));
    assertThat(entries.get(2).link()).isEqualTo("lib");
    assertThat(entries).allMatch(entry -> entry.seconds() == TIME);
  }

  @Test
  void longNamesAreDividedAtAFolder() throws IOException {
    String name = "a".repeat(60) + "/" + "b".repeat(60) + "/" + "c".repeat(60);

    List<TarReader.Entry> entries =
        written(tar -> tar.file(name, TarWriter.Rights.FILE, bytes("x")));

    assertThat(entries).extracting(TarReader.Entry::name).containsExactly(name);
  }

  @Test
  void namesThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> written(tar -> tar.file("a".repeat(101), TarWriter.Rights.FILE, bytes("x"))))
        .isInstanceOf(ImageFailure.class)
        .hasMessageContaining("too long");
  }

  @Test
  void theSumOfAHeaderIsThatOfItsBytes() throws IOException {
    byte[] tar = tar(writer -> writer.file("x", TarWriter.Rights.FILE, bytes("y")));

    int sum = 0;
    for (int i = 0; i < TarWriter.BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : tar[i] & 0xff;
    }
    String said = new String(tar, 148, 6, StandardCharsets.US_ASCII);
    assertThat(Integer.parseInt(said, 8)).isEqualTo(sum);
    assertThat(tar).hasSize(4 * TarWriter.BLOCK);
  }

  private interface Writing {
    void to(TarWriter tar) throws IOException;
  }

  private static byte[] tar(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(out, TIME)) {
      writing.to(tar);
    }
    return out.toByteArray();
  }

  private static List<TarReader.Entry> written(Writing writing) throws IOException {
    List<TarReader.Entry> entries = new ArrayList<>();
    try (TarReader reader = new TarReader(new ByteArrayInputStream(tar(writing)))) {
      Optional<TarReader.Entry> next = reader.next();
      for (; next.isPresent(); next = reader.next()) {
        entries.add(next.get());
      }
    }
    return entries;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
