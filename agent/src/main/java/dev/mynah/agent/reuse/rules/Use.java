package dev.mynah.agent.reuse.rules;

/** How a stored answer may be used for a request (RFC 9111 section 4). */
public enum Use {
  /** As it stands. */
  FRESH,
  /** As it stands though stale: the client said {@code max-stale}. */
  STALE,
  /** As it stands though stale, while the origin is asked behind it (RFC 5861 section 3). */
  STALE_WHILE_REVALIDATE,
  /** Only after the origin confirmed it, since it is stale or {@code no-cache}. */
  VALIDATE,
  /** Only after the origin confirmed it, since the client asks more than it offers. */
  VALIDATE_FOR_REQUEST,
  /** Not at all: it would need the origin and the client said {@code only-if-cached}; 504. */
  UNAVAILABLE;

  /** Whether it is served without waiting for the origin. */
  public boolean servesNow() {
    return this == FRESH || this == STALE || this == STALE_WHILE_REVALIDATE;
  }
}
