package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.agent.reuse.store.SharedTier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The purges of other processes. The server numbers them, so that a gap shows: a process that
 * missed one cannot know which, and drops all it has. The server's thread only.
 */
final class PurgeFeed {
  private static final int MOST_DIGITS = 18;
  private static final long UNKNOWN = -1;

  private final byte[] self;
  private volatile SharedTier.Listener listener = (purge, soft) -> {};
  private boolean wasCutOff;
  private long last = UNKNOWN;

  /**
   * @param self names this process, for it hears itself too
   */
  PurgeFeed(byte[] self) {
    this.self = self.clone();
  }

  /** From any thread. */
  void listen(SharedTier.Listener heard) {
    listener = heard;
  }

  /** The server cannot be heard any more, or not yet. */
  void cutOff() {
    wasCutOff = true;
  }

  /**
   * It can be heard again.
   *
   * @param number how many purges there have been by its count, which begins anew with the server
   */
  void caughtUp(long number) {
    boolean missed = last == UNKNOWN ? wasCutOff && number > 0 : number > last;
    if (missed || number > 0 && number < last) {
      dropAll();
    }
    wasCutOff = false;
    last = number;
  }

  /** Something was published: a number, a colon, the name of the process, the purge. */
  void message(byte[] message) {
    int colon = colon(message);
    if (colon <= 0 || message.length < colon + 1 + self.length) {
      return;
    }
    long number = number(message, colon);
    int nameEnd = colon + 1 + self.length;
    PurgeMessage purged =
        PurgeMessage.decode(ByteBuffer.wrap(message, nameEnd, message.length - nameEnd));
    if (number < 0 || purged == null) {
      return;
    }
    if (last != UNKNOWN && number > last + 1) {
      dropAll();
    }
    last = last == UNKNOWN ? UNKNOWN : Math.max(last, number);
    if (!Arrays.equals(message, colon + 1, nameEnd, self, 0, self.length)) {
      listener.purged(purged.purge(), purged.soft());
    }
  }

  private void dropAll() {
    listener.purged(new Purge.All(), false);
  }

  private static int colon(byte[] message) {
    for (int i = 0; i < Math.min(message.length, MOST_DIGITS + 1); i++) {
      if (message[i] == ':') {
        return i;
      }
    }
    return -1;
  }

  /** The number in decimal digits, or -1. */
  static long number(byte[] text, int end) {
    if (end == 0 || end > MOST_DIGITS) {
      return -1;
    }
    for (int i = 0; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
    }
    return Long.parseLong(new String(text, 0, end, StandardCharsets.US_ASCII));
  }
}
