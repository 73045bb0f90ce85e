package dev.mynah.agent;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of regular expressions that cost too much, at most once in ten seconds. Any thread. */
final class RegexWarning {
  private static final Logger LOG = LoggerFactory.getLogger(RegexWarning.class);
  private static final long QUIET_NANOS = 10_000_000_000L;
  private static final AtomicLong NEXT_NANOS = new AtomicLong(System.nanoTime());

  private RegexWarning() {}

  static void gaveUp(Pattern pattern) {
    long now = System.nanoTime();
    long next = NEXT_NANOS.get();
    if (now - next >= 0 && NEXT_NANOS.compareAndSet(next, now + QUIET_NANOS)) {
      LOG.warn(
          "the regular expression {} cost too much and counts as not matching; write it simpler",
          pattern.pattern());
    }
  }
}
