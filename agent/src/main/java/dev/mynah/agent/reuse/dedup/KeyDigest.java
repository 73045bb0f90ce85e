package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 over parts that cannot run into each other: every part has its length before it, every
 * list its count. One thread.
 */
final class KeyDigest {
  private final MessageDigest sha = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  KeyDigest count(int number) {
    sha.update((byte) (number >>> 24));
    sha.update((byte) (number >>> 16));
    sha.update((byte) (number >>> 8));
    sha.update((byte) number);
    return this;
  }

  KeyDigest part(byte[] bytes, int start, int end) {
    count(end - start);
    sha.update(bytes, start, end - start);
    return this;
  }

  KeyDigest part(byte[] bytes) {
    return part(bytes, 0, bytes.length);
  }

  KeyDigest part(String text) {
    return part(text.getBytes(StandardCharsets.UTF_8));
  }

  /** All values of a field, in their order; the name is the caller's to fix. */
  KeyDigest values(Fields fields, FieldName name) {
    int lines = 0;
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      lines++;
    }
    count(lines);
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      part(fields.array(), fields.valueStart(i), fields.valueEnd(i));
    }
    return this;
  }

  /** A query's pairs, sorted by name; pairs of one name keep their order, since it may count. */
  KeyDigest query(byte[] bytes, int start, int end) {
    QueryPairs pairs = QueryPairs.of(bytes, start, end);
    count(pairs.count());
    for (int i = 0; i < pairs.count(); i++) {
      part(bytes, pairs.start(i), pairs.end(i));
    }
    return this;
  }

  /**
   * A body: what it means where it is JSON, else its bytes after an r, which begins no canonical
   * form. The last part of a digest: a canonical form ends where it says itself.
   */
  KeyDigest body(byte[] body, int size, boolean json) {
    if (json && JsonCanonical.digest(body, size, sha)) {
      return this;
    }
    sha.update((byte) 'r');
    return part(body, 0, size);
  }

  byte[] done() {
    return sha.digest();
  }
}
