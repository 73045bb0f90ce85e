package dev.mynah.agent.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Packs content once it is worth it. */
final class Gzip {
  /** Below this the coding's own bytes eat what it saves. */
  static final int LEAST_BYTES = 256;

  private Gzip() {}

  /** The content in gzip, or null when it is too small or would not become smaller. */
  static byte @Nullable [] pack(byte[] plain) {
    return pack(plain, Deflater.BEST_COMPRESSION);
  }

  /** The same at the least cost in time, for content that is made while a client waits. */
  static byte @Nullable [] packFast(byte[] plain) {
    return pack(plain, Deflater.BEST_SPEED);
  }

  private static byte @Nullable [] pack(byte[] plain, int level) {
    if (plain.length < LEAST_BYTES) {
      return null;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2);
    try (Stream out = new Stream(packed, level)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.size() < plain.length ? packed.toByteArray() : null;
  }

  private static final class Stream extends GZIPOutputStream {
    Stream(OutputStream to, int level) throws IOException {
      super(to);
      def.setLevel(level);
    }
  }
}
