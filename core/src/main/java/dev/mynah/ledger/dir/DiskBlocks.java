package dev.mynah.ledger.dir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * Whether a file really has the space it claims. A mapped file with holes in it kills the process
 * when the disk is full at the wrong moment, so space is made sure of before anything is counted.
 */
public final class DiskBlocks {
  /** What a file has on disk. */
  public enum Space {
    /** Every block is there. */
    ALLOCATED,
    /** Every block was written; this system cannot be asked. */
    WRITTEN,
    /** The file system never admits to having given them, as some that compress do not. */
    UNPROVEN
  }

  private static final int BLOCK_BYTES = 512;
  private static final int WRITE_BYTES = 1 << 20;
  private static final int STATX_BYTES = 256;
  private static final int STATX_BLOCKS_AT = 48;
  private static final int STATX_BLOCKS_MASK = 0x400;
  private static final int AT_FDCWD = -100;

  /** The system's own library; {@code statx} has one layout on every architecture of Linux. */
  public interface C {
    int statx(int directory, @In String path, int flags, int mask, @Out byte[] buffer);
  }

  private DiskBlocks() {}

  /**
   * Makes sure of a file's space: where the system cannot show that it is there, every block is
   * written once with what it holds already. Nobody else may use the file meanwhile.
   *
   * @throws IOException when there is no room
   */
  public static Space ensure(Path file, FileChannel channel) throws IOException {
    long length = channel.size();
    if (covers(allocatedBytes(file), length)) {
      return Space.ALLOCATED;
    }
    writeOver(channel, length);
    channel.force(false);
    OptionalLong allocated = allocatedBytes(file);
    if (allocated.isEmpty()) {
      return Space.WRITTEN;
    }
    return covers(allocated, length) ? Space.ALLOCATED : Space.UNPROVEN;
  }

  /** Fills a new file with zeros, block by block. */
  public static void fill(FileChannel channel, long length) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(WRITE_BYTES);
    for (long at = 0; at < length; ) {
      zeros.clear().limit((int) Math.min(WRITE_BYTES, length - at));
      at += channel.write(zeros, at);
    }
  }

  /** The bytes that a file has on disk, unknown where the system does not say. */
  static OptionalLong allocatedBytes(Path file) {
    try {
      byte[] buffer = new byte[STATX_BYTES];
      C c = LibraryLoader.create(C.class).failImmediately().load("c");
      if (c.statx(AT_FDCWD, file.toAbsolutePath().toString(), 0, STATX_BLOCKS_MASK, buffer) != 0) {
        return OptionalLong.empty();
      }
      long blocks = ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder()).getLong(STATX_BLOCKS_AT);
      return OptionalLong.of(blocks * BLOCK_BYTES);
    } catch (LinkageError | RuntimeException e) {
      // No native library for this system: the caller then writes the blocks itself.
      return OptionalLong.empty();
    }
  }

  private static boolean covers(OptionalLong allocated, long length) {
    return allocated.isPresent() && allocated.getAsLong() >= length;
  }

  private static void writeOver(FileChannel channel, long length) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(WRITE_BYTES);
    for (long at = 0; at < length; ) {
      block.clear().limit((int) Math.min(WRITE_BYTES, length - at));
      while (block.hasRemaining()) {
        if (channel.read(block, at + block.position()) < 0) {
          throw new IOException("file became shorter than " + length + " bytes");
        }
      }
      block.flip();
      while (block.hasRemaining()) {
        channel.write(block, at + block.position());
      }
      at += block.limit();
    }
  }
}
