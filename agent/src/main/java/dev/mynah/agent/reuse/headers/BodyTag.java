package dev.mynah.agent.reuse.headers;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags of bodies (RFC 9110 section 8.8.3): 128 bits of a SHA-256 over the bytes as
 * they are sent, and over their type and coding, so that two codings of a thing never share one.
 */
final class BodyTag {
  private static final int KEPT_BYTES = 16;

  private BodyTag() {}

  /** The tag of a body that goes with these fields. */
  static String of(ByteBuffer body, Fields fields) {
    MessageDigest digest = sha256();
    digest.update(body);
    text(digest, fields.get(FieldName.CONTENT_TYPE));
    text(digest, fields.get(FieldName.CONTENT_ENCODING));
    return quoted(digest);
  }

  /** The tag of a thing that is known by this text alone. */
  static String of(String identity) {
    MessageDigest digest = sha256();
    text(digest, identity);
    return quoted(digest);
  }

  private static String quoted(MessageDigest digest) {
    byte[] kept = Arrays.copyOf(digest.digest(), KEPT_BYTES);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(kept) + '"';
  }

  private static void text(MessageDigest digest, @Nullable String text) {
    digest.update((byte) 0);
    if (text != null) {
      digest.update(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
