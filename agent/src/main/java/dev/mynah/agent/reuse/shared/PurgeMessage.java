package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Purge;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purge as bytes: version, whether it is soft, what is meant by, and texts with their lengths.
 * What is read may come from anybody.
 *
 * @param soft whether answers are only declared stale
 */
record PurgeMessage(Purge purge, boolean soft) {
  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 3;
  private static final int MOST_TEXTS = 3;

  byte[] encode() {
    List<String> texts;
    char kind;
    if (purge instanceof Purge.Key one) {
      kind = 'K';
      CacheKey key = one.key();
      texts = List.of(key.upstream(), key.authority(), key.target());
    } else if (purge instanceof Purge.Target target) {
      kind = 'T';
      texts = List.of(target.target());
    } else if (purge instanceof Purge.Prefix prefix) {
      kind = 'P';
      texts = List.of(prefix.upstream(), prefix.prefix());
    } else if (purge instanceof Purge.Tag tag) {
      kind = 'G';
      texts = List.of(tag.tag());
    } else if (purge instanceof Purge.Route route) {
      kind = 'R';
      texts = List.of(route.routeId());
    } else if (purge instanceof Purge.Upstream upstream) {
      kind = 'U';
      texts = List.of(upstream.upstream());
    } else {
      kind = 'A';
      texts = List.of();
    }
    return encode(kind, texts);
  }

  private byte[] encode(char kind, List<String> texts) {
    List<byte[]> parts = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    int bytes = FIXED_BYTES + parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(bytes);
    out.put(VERSION).put((byte) (soft ? 1 : 0)).put((byte) kind);
    parts.forEach(part -> out.putInt(part.length).put(part));
    return out.array();
  }

  /** What the rest of a buffer says, or null when it is nothing of ours. */
  static @Nullable PurgeMessage decode(ByteBuffer in) {
    try {
      if (in.get() != VERSION) {
        return null;
      }
      boolean soft = in.get() == 1;
      char kind = (char) in.get();
      List<String> texts = new ArrayList<>(MOST_TEXTS);
      while (in.hasRemaining()) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining() || texts.size() == MOST_TEXTS) {
          return null;
        }
        byte[] text = new byte[length];
        in.get(text);
        texts.add(new String(text, StandardCharsets.UTF_8));
      }
      Purge purge = purge(kind, texts);
      return purge == null ? null : new PurgeMessage(purge, soft);
    } catch (BufferUnderflowException cut) {
      return null;
    }
  }

  private static @Nullable Purge purge(char kind, List<String> texts) {
    return switch (kind + "" + texts.size()) {
      case "K3" -> new Purge.Key(CacheKey.of(texts.get(0), texts.get(1), texts.get(2)));
      case "T1" -> new Purge.Target(texts.get(0));
      case "P2" -> new Purge.Prefix(texts.get(0), texts.get(1));
      case "G1" -> new Purge.Tag(texts.get(0));
      case "R1" -> new Purge.Route(texts.get(0));
      case "U1" -> new Purge.Upstream(texts.get(0));
      case "A0" -> new Purge.All();
      default -> null;
    };
  }
}
