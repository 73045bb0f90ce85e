package dev.mynah.agent.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The name of a header field with its hash worked out once, for look-ups that allocate nothing.
 * Immutable. Names compare without regard to case (RFC 9110 section 5.1).
 */
public final class FieldName {
  public static final FieldName ACCEPT = of("Accept");
  public static final FieldName ACCEPT_ENCODING = of("Accept-Encoding");
  public static final FieldName ALLOW = of("Allow");
  public static final FieldName AUTHORIZATION = of("Authorization");
  public static final FieldName CONNECTION = of("Connection");
  public static final FieldName CONTENT_ENCODING = of("Content-Encoding");
  public static final FieldName CONTENT_LENGTH = of("Content-Length");
  public static final FieldName CONTENT_TYPE = of("Content-Type");
  public static final FieldName COOKIE = of("Cookie");
  public static final FieldName DATE = of("Date");
  public static final FieldName EXPECT = of("Expect");
  public static final FieldName FORWARDED = of("Forwarded");
  public static final FieldName HOST = of("Host");
  public static final FieldName KEEP_ALIVE = of("Keep-Alive");
  public static final FieldName LOCATION = of("Location");
  public static final FieldName ORIGIN = of("Origin");
  public static final FieldName PROXY_AUTHENTICATE = of("Proxy-Authenticate");
  public static final FieldName PROXY_AUTHORIZATION = of("Proxy-Authorization");
  public static final FieldName PROXY_CONNECTION = of("Proxy-Connection");
  public static final FieldName RETRY_AFTER = of("Retry-After");
  public static final FieldName SET_COOKIE = of("Set-Cookie");
  public static final FieldName STRICT_TRANSPORT_SECURITY = of("Strict-Transport-Security");
  public static final FieldName TE = of("TE");
  public static final FieldName TRACEPARENT = of("traceparent");
  public static final FieldName TRAILER = of("Trailer");
  public static final FieldName TRANSFER_ENCODING = of("Transfer-Encoding");
  public static final FieldName UPGRADE = of("Upgrade");
  public static final FieldName VARY = of("Vary");
  public static final FieldName VIA = of("Via");
  public static final FieldName X_FORWARDED_FOR = of("X-Forwarded-For");
  public static final FieldName X_FORWARDED_HOST = of("X-Forwarded-Host");
  public static final FieldName X_FORWARDED_PORT = of("X-Forwarded-Port");
  public static final FieldName X_FORWARDED_PROTO = of("X-Forwarded-Proto");

  private final String name;
  private final byte[] bytes;
  private final byte[] lower;
  private final int hash;

  private FieldName(String name) {
    this.name = name;
    this.bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    this.lower = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    this.hash = hash(bytes, 0, bytes.length);
  }

  /**
   * A name written as it should be sent.
   *
   * @throws IllegalArgumentException when it is not a token (RFC 9110 section 5.6.2)
   */
  public static FieldName of(String name) {
    FieldName made = new FieldName(name);
    if (!Syntax.isToken(made.bytes, 0, made.bytes.length)) {
      throw new IllegalArgumentException("not a header field name: " + name);
    }
    return made;
  }

  /** The hash of a name in any case; ASCII letters differ from their other case by one bit. */
  static int hash(byte[] bytes, int start, int end) {
    int h = end - start;
    for (int i = start; i < end; i++) {
      h = 31 * h + (bytes[i] | 0x20);
    }
    return h;
  }

  String lowerCase() {
    return name.toLowerCase(Locale.ROOT);
  }

  int hash() {
    return hash;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean matches(byte[] other, int start, int end) {
    if (end - start != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      if (Syntax.lower(other[start + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
