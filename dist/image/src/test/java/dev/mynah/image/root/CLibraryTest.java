package dev.mynah.image.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are found by following what each file asks for. */
class CLibraryTest {
  private static final int DYNAMIC = 64;
  private static final int STRINGS = 256;
  private static final int SECTIONS = 512;

  @TempDir Path folder;

  @Test
  void whatALibraryNeedsComesAlong() throws IOException {
    Path system = system("libc.so.6", "ld.so");
    Path root = Files.createDirectories(folder.resolve("root"));
    elf(root.resolve("opt/java"), Platform.AMD64, "libc.so.6", "libown.so");
    elf(root.resolve("opt/libown.so"), Platform.AMD64);

    assertThat(new CLibrary(system, Platform.AMD64).copyInto(root))
        .contains("libc.so.6", "ld.so", "libnss_dns.so.2", "libresolv.so.2")
        .doesNotContain("libown.so");
    assertThat(root.resolve("lib64/ld.so")).isRegularFile();
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    Path system = system("libc.so.6", "ld.so");
    Path root = Files.createDirectories(folder.resolve("root"));
    elf(root.resolve("java"), Platform.AMD64, "libmissing.so.1");

    assertThatThrownBy(() -> new CLibrary(system, Platform.AMD64).copyInto(root))
        .hasMessageContaining("no libmissing.so.1 for x86_64 under")
        .hasMessageContaining("--libc");
  }

  @Test
  void aLibraryForAnotherCpuIsNotTaken() throws IOException {
    Path system = system("libc.so.6", "ld.so");
    Path root = Files.createDirectories(folder.resolve("root"));
    elf(root.resolve("java"), Platform.AMD64, "libboth.so.1");
    elf(system.resolve("lib64/libboth.so.1"), Platform.ARM64);
    elf(system.resolve("usr/lib/libboth.so.1"), Platform.AMD64);

    new CLibrary(system, Platform.AMD64).copyInto(root);

    assertThat(ElfFile.read(root.resolve("lib/libboth.so.1")).orElseThrow().machine())
        .isEqualTo(Platform.AMD64.elfMachine());
  }

  @Test
  void aFileThatIsNoProgramHasNoNeeds() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n".repeat(20));

    assertThat(ElfFile.read(text)).isEmpty();
  }

  private Path system(String library, String loader) throws IOException {
    Path system = Files.createDirectories(folder.resolve("system"));
    elf(system.resolve("lib/x86_64-linux-gnu").resolve(library), Platform.AMD64, loader);
    elf(system.resolve("usr/lib64").resolve(loader), Platform.AMD64);
    for (String name : List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2")) {
      elf(system.resolve("usr/lib/x86_64-linux-gnu").resolve(name), Platform.AMD64, library);
    }
    return system;
  }

  /** The least that is an ELF file with a dynamic section: sections 0 (none), 1 dynamic, 2 text. */
  private static void elf(Path file, Platform platform, String... needed) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
    bytes.putShort(18, (short) platform.elfMachine());
    bytes.putLong(40, SECTIONS).putShort(58, (short) 64).putShort(60, (short) 3);
    int text = 1;
    for (int i = 0; i < needed.length; i++) {
      bytes.putLong(DYNAMIC + 16 * i, 1).putLong(DYNAMIC + 16 * i + 8, text);
      byte[] name = needed[i].getBytes(StandardCharsets.US_ASCII);
      bytes.put(STRINGS + text, name);
      text += name.length + 1;
    }
    int dynamic = SECTIONS + 64;
    bytes.putInt(dynamic + 4, 6).putLong(dynamic + 24, DYNAMIC);
    bytes.putLong(dynamic + 32, 16L * needed.length).putInt(dynamic + 40, 2);
    bytes.putLong(SECTIONS + 128 + 24, STRINGS);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, bytes.array());
  }
}
