package dev.mynah.agent.http1;

import dev.mynah.agent.respond.Failure;
import java.util.EnumMap;
import java.util.Map;

/**
 * A message that is not what RFC 9112 asks for. One instance per failure, without a stack trace:
 * rejecting must cost no more than accepting.
 */
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Map<Failure, Rejected> ALL = new EnumMap<>(Failure.class);

  static {
    for (Failure failure : Failure.values()) {
      ALL.put(failure, new Rejected(failure));
    }
  }

  private final Failure failure;

  private Rejected(Failure failure) {
    super(failure.reason(), null, false, false);
    this.failure = failure;
  }

  /** The shared instance for this failure. */
  @SuppressWarnings("NullAway") // every failure has its instance
  public static Rejected because(Failure failure) {
    return ALL.get(failure);
  }

  public Failure failure() {
    return failure;
  }
}
