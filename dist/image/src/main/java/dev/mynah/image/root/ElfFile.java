package dev.mynah.image.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few fields of a 64-bit little-endian ELF file that say which machine it is for and which
 * libraries it asks for.
 *
 * @param machine {@code e_machine}
 * @param needed names such as {@code libc.so.6}, in the file's order
 */
record ElfFile(int machine, List<String> needed) {
  private static final int MAGIC = 0x464c457f;
  private static final int SECTION_DYNAMIC = 6;
  private static final long TAG_NEEDED = 1;

  /** Empty when the file is something else. */
  static Optional<ElfFile> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    boolean ours =
        bytes.limit() >= 64
            && bytes.getInt(0) == MAGIC
            && bytes.get(4) == 2 // 64 bits
            && bytes.get(5) == 1; // little-endian
    return ours ? Optional.of(new ElfFile(bytes.getShort(18), needed(bytes))) : Optional.empty();
  }

  private static List<String> needed(ByteBuffer bytes) {
    List<String> names = new ArrayList<>();
    int sections = (int) bytes.getLong(40);
    int sectionSize = bytes.getShort(58);
    int count = bytes.getShort(60);
    for (int i = 0; i < count; i++) {
      int section = sections + i * sectionSize;
      if (bytes.getInt(section + 4) == SECTION_DYNAMIC) {
        int strings = sections + bytes.getInt(section + 40) * sectionSize;
        int text = (int) bytes.getLong(strings + 24);
        int from = (int) bytes.getLong(section + 24);
        int to = from + (int) bytes.getLong(section + 32);
        for (int at = from; at < to; at += 16) {
          if (bytes.getLong(at) == TAG_NEEDED) {
            names.add(string(bytes, text + (int) bytes.getLong(at + 8)));
          }
        }
      }
    }
    return List.copyOf(names);
  }

  private static String string(ByteBuffer bytes, int from) {
    int to = from;
    while (bytes.get(to) != 0) {
      to++;
    }
    byte[] text = new byte[to - from];
    bytes.get(from, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
