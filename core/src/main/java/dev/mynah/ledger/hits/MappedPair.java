package dev.mynah.ledger.hits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Both files of a ledger, mapped. The mappings are our own, apart from Chronicle's of the same
 * file: the system shows both the same memory, but ours lasts as long as somebody holds a buffer of
 * it, so that no late add meets memory that is gone.
 *
 * @param map the whole map file
 */
record MappedPair(Index index, MappedByteBuffer map, MappedByteBuffer indexFile) {

  /**
   * Maps what is there.
   *
   * @throws BadLedgerException when it is not a ledger, or shorter than it should be
   * @throws IOException when it cannot be opened
   */
  static MappedPair open(LedgerFiles files, MapMode mode) throws IOException {
    MappedByteBuffer indexFile = map(files.index(), mode);
    Index index = Index.open(indexFile);
    if (index.word(IndexHeader.COMPLETE) != 1) {
      throw new BadLedgerException("index was never completed");
    }
    MappedByteBuffer map = map(files.map(), mode);
    if (map.capacity() != index.header().mapBytes()) {
      throw new BadLedgerException(
          "map has " + map.capacity() + " bytes, not " + index.header().mapBytes());
    }
    return new MappedPair(index, map, indexFile);
  }

  static MappedByteBuffer map(Path file, MapMode mode) throws IOException {
    try (FileChannel channel =
        mode == MapMode.READ_WRITE
            ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new BadLedgerException(file.getFileName() + " has " + size + " bytes");
      }
      return channel.map(mode, 0, size);
    }
  }

  /** The same memory, with an index that has not been read yet. */
  MappedPair fromTheStart() throws BadLedgerException {
    return new MappedPair(Index.open(indexFile), map, indexFile);
  }

  /** The map's memory as what words are made of. */
  ByteBuffer memory() {
    return map;
  }

  /** Brings everything to disk. */
  void force() {
    map.force();
    indexFile.force();
  }
}
