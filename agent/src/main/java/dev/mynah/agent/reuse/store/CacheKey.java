package dev.mynah.agent.reuse.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The primary key of a stored answer: upstream, authority where the upstream sees the client's, and
 * the path and query that are sent. Immutable.
 *
 * <p>Keys are equal when all their bytes and the borders between the three parts are. The 64-bit
 * hash is seeded anew in every process, so that nobody outside can make keys collide.
 */
public final class CacheKey {
  private static final long SEED = new SplittableRandom().nextLong();
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int upstreamEnd;
  private final int authorityEnd;
  private final long hash;

  private CacheKey(byte[] bytes, int upstreamEnd, int authorityEnd) {
    this.bytes = bytes;
    this.upstreamEnd = upstreamEnd;
    this.authorityEnd = authorityEnd;
    long borders = (long) upstreamEnd << Integer.SIZE | authorityEnd;
    this.hash = hash(bytes, mix(SEED ^ borders));
  }

  /** What the keys of one upstream and authority have in common. */
  public static Scope scope(String upstream, String authority) {
    return new Scope(upstream, authority);
  }

  /**
   * A single key.
   *
   * @param authority empty where the upstream does not see the client's
   */
  public static CacheKey of(String upstream, String authority, String target) {
    return scope(upstream, authority).key(target);
  }

  private static long hash(byte[] bytes, long seed) {
    long h = seed ^ bytes.length;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      h = mix(h ^ (long) WORD.get(bytes, at));
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = rest << Byte.SIZE | bytes[at] & 0xff;
    }
    return mix(mix(h ^ rest));
  }

  /** Both halves of the product, so that every bit of the word reaches every bit of the hash. */
  private static long mix(long word) {
    return Math.multiplyHigh(word, MULTIPLIER) ^ word * MULTIPLIER;
  }

  /** Upstream. */
  public String upstream() {
    return text(0, upstreamEnd);
  }

  /** Authority, or an empty text. */
  public String authority() {
    return text(upstreamEnd, authorityEnd);
  }

  /** Path and query. */
  public String target() {
    return text(authorityEnd, bytes.length);
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  boolean hasUpstream(byte[] name) {
    return Arrays.equals(bytes, 0, upstreamEnd, name, 0, name.length);
  }

  boolean targetStartsWith(byte[] prefix) {
    int end = authorityEnd + prefix.length;
    return end <= bytes.length && Arrays.equals(bytes, authorityEnd, end, prefix, 0, prefix.length);
  }

  boolean targetIs(byte[] target) {
    return Arrays.equals(bytes, authorityEnd, bytes.length, target, 0, target.length);
  }

  int length() {
    return bytes.length;
  }

  /** Spread over all bits, for tables of our own. */
  long hash() {
    return hash;
  }

  /**
   * The key as replicas exchange it, the same in every process: of the resource itself when the
   * secondary key is empty, else of one variant.
   */
  public byte[] shared(String secondaryKey) {
    String text =
        upstream().length() + ":" + authority().length() + ":" + text(0, bytes.length).length();
    byte[] borders = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] variant = secondaryKey.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(borders, borders.length + 1 + bytes.length + variant.length);
    all[borders.length] = ':';
    System.arraycopy(bytes, 0, all, borders.length + 1, bytes.length);
    System.arraycopy(variant, 0, all, borders.length + 1 + bytes.length, variant.length);
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof CacheKey key
            && key.hash == hash
            && key.upstreamEnd == upstreamEnd
            && key.authorityEnd == authorityEnd
            && Arrays.equals(key.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }

  /** For messages, explanations and tests. */
  @Override
  public String toString() {
    String authority = authority();
    return upstream() + (authority.isEmpty() ? "" : "//" + authority) + target();
  }

  /** Upstream and authority, encoded once for all keys that begin with them. Immutable. */
  public static final class Scope {
    private final byte[] head;
    private final int upstreamEnd;

    private Scope(String upstream, String authority) {
      byte[] first = upstream.getBytes(StandardCharsets.ISO_8859_1);
      byte[] second = authority.getBytes(StandardCharsets.ISO_8859_1);
      head = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, head, first.length, second.length);
      upstreamEnd = first.length;
    }

    /** The key of a path and query. */
    public CacheKey key(String target) {
      byte[] text = target.getBytes(StandardCharsets.ISO_8859_1);
      return key(text, 0, text.length);
    }

    /** The key of a path and query that stand in an array. */
    public CacheKey key(byte[] text, int start, int end) {
      byte[] all = Arrays.copyOf(head, head.length + end - start);
      System.arraycopy(text, start, all, head.length, end - start);
      return new CacheKey(all, upstreamEnd, head.length);
    }
  }
}
