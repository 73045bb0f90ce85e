package dev.mynah.agent.event;

import dev.mynah.agent.config.ConsumersConfig;
import dev.mynah.agent.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers apart by what they say of themselves, which nobody checks. Immutable; any thread.
 */
public final class Consumers {
  /** Nobody is told apart. */
  public static final Consumers NONE = new Consumers(ConsumersConfig.NONE);

  private static final int MOST_CHARS = 128;
  private static final int HASH_BYTES = 8;
  private static final String PREFIX = "sha256:";
  private static final String KEYED = "hmac:";

  private final ConsumersConfig config;

  private Consumers(ConsumersConfig config) {
    this.config = config;
  }

  public static Consumers by(ConsumersConfig config) {
    return config.by() == ConsumersConfig.By.NOTHING ? NONE : new Consumers(config);
  }

  /** Who asks; empty when the request does not say, or not readably. */
  String of(RequestHead head) {
    String said =
        switch (config.by()) {
          case NOTHING -> null;
          case HEADER -> head.fields().get(config.name());
          case QUERY -> QueryText.value(head.query(), config.name());
          case JWT_CLAIM -> BearerToken.claim(head.fields(), config.name());
        };
    if (said == null || said.isBlank()) {
      return "";
    }
    return config.hashed() ? hash(said, config.hashKey()) : cut(said.strip());
  }

  /** The header field whose value is not told as it is, in lower case; empty for none. */
  public String secretField() {
    boolean secret = config.hashed() && config.by() == ConsumersConfig.By.HEADER;
    return secret ? config.name().toLowerCase(Locale.ROOT) : "";
  }

  private static String cut(String text) {
    String shown = text.codePoints().anyMatch(Character::isISOControl) ? visible(text) : text;
    return shown.length() > MOST_CHARS ? shown.substring(0, MOST_CHARS) : shown;
  }

  private static String visible(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** The first 64 bits: enough to tell callers apart, too few to be anything but a mark. */
  private static String hash(String text, @Nullable String key) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (key == null) {
        return PREFIX + hex(MessageDigest.getInstance("SHA-256").digest(bytes));
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return KEYED + hex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }
}
