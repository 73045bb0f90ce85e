package dev.mynah.agent.upstream.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a name's addresses are believed; the clock and the lookups are the test's. */
class NamesTest {
  private static final long TTL = TimeUnit.SECONDS.toNanos(10);

  private final AtomicLong clock = new AtomicLong(TimeUnit.DAYS.toNanos(3));
  private final Deque<Runnable> lookups = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private String zone = "10.0.0.1";
  private final Names names = new Names(this::lookUp, new ByHand(), clock::get);

  private List<InetAddress> lookUp(String host) throws UnknownHostException {
    if (zone == null) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getByName(zone));
  }

  /** Runs lookups when the test says so. */
  private final class ByHand extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      lookups.add(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  private void ask() {
    ask(TTL);
  }

  private void ask(long ttlNanos) {
    names.resolve(
        "pay.test",
        ttlNanos,
        Runnable::run,
        found -> heard.add(found == null ? "none" : found.get(0).getHostAddress()));
  }

  private void finishLookups() {
    while (!lookups.isEmpty()) {
      lookups.remove().run();
    }
  }

  private void pass(long seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void manyAskersShareOneLookup() {
    ask();
    ask();

    assertThat(lookups).hasSize(1);
    finishLookups();
    assertThat(heard).containsExactly("10.0.0.1", "10.0.0.1");
  }

  @Test
  void anAnswerIsTrustedForItsTime() {
    ask();
    finishLookups();
    zone = "10.0.0.2";
    pass(9);
    ask();

    assertThat(lookups).isEmpty();
    assertThat(heard).containsExactly("10.0.0.1", "10.0.0.1");
  }

  @Test
  void anAnswerALittleTooOldIsUsedWhileItIsRenewed() {
    ask();
    finishLookups();
    zone = "10.0.0.2";
    pass(11);
    ask();
    ask();

    assertThat(heard).containsExactly("10.0.0.1", "10.0.0.1", "10.0.0.1");
    assertThat(lookups).hasSize(1);
    finishLookups();
    ask();
    assertThat(heard).endsWith("10.0.0.2");
  }

  @Test
  void anAnswerMuchTooOldIsWaitedFor() {
    ask();
    finishLookups();
    zone = "10.0.0.2";
    pass(60);
    ask();

    assertThat(heard).hasSize(1);
    finishLookups();
    assertThat(heard).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void anOldAnswerIsBetterThanAFailure() {
    ask();
    finishLookups();
    zone = null;
    pass(60);
    ask();
    finishLookups();

    assertThat(heard).containsExactly("10.0.0.1", "10.0.0.1");
  }

  @Test
  void aFailureIsBelievedForOneSecond() {
    zone = null;
    ask();
    finishLookups();
    clock.addAndGet(Names.NEGATIVE_NANOS - 1);
    ask();
    assertThat(lookups).isEmpty();
    zone = "10.0.0.1";
    clock.addAndGet(1);
    ask();
    finishLookups();

    assertThat(heard).containsExactly("none", "none", "10.0.0.1");
  }

  @Test
  void aTimeToLiveOfZeroAsksEveryTime() {
    ask(0);
    finishLookups();
    zone = "10.0.0.2";
    ask(0);
    finishLookups();

    assertThat(heard).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", ":1", "a:0", "a:65536", "::1:80", "[::1]", "a:+1", "a: 1", ""})
  void whatIsNotHostAndPortIsRefused(String text) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostAndPortAreTold() {
    assertThat(HostPort.parse("[::1]:80")).isEqualTo(new HostPort("::1", 80));
    assertThat(HostPort.parse("db.test:5432")).isEqualTo(new HostPort("db.test", 5432));
  }
}
