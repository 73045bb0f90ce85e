package dev.mynah.agent.upstream.forward;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A head on its way to the wire: a growing byte array that one event loop reuses for every request,
 * copied once into the buffer that is sent. Not thread-safe.
 */
public final class HeadBytes {
  private static final int USUAL_BYTES = 2048;
  private static final int MAX_LONG_DIGITS = 20;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int size;

  /** Forgets what was written and keeps the array. */
  public void clear() {
    size = 0;
  }

  /** The text, valid up to {@link #size()} and until the next change. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  void put(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  void put(byte[] text) {
    put(text, 0, text.length);
  }

  void put(byte[] text, int start, int end) {
    int length = end - start;
    reserve(length);
    System.arraycopy(text, start, bytes, size, length);
    size += length;
  }

  void put(String latin1) {
    int length = latin1.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) latin1.charAt(i);
    }
  }

  void decimal(long number) {
    reserve(MAX_LONG_DIGITS);
    int start = size;
    long rest = number;
    do {
      bytes[size++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    for (int low = start, high = size - 1; low < high; low++, high--) {
      byte swapped = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = swapped;
    }
  }

  void crlf() {
    reserve(2);
    bytes[size++] = '\r';
    bytes[size++] = '\n';
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
  }
}
