package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.reuse.dedup.SharedWindow;
import dev.mynah.agent.reuse.store.SharedTier;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What replicas share: the front of this package. Thread-safe. */
public final class Sharing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

  private final Server server;
  private final Notices notices;
  private final Circuit circuit;
  private final Tally tally = new Tally();
  private final Questions questions;
  private final PurgeFeed feed;
  private final RedisTier answers;
  private final RedisWindow duplicates;

  /** Who is told that the server failed or came back. */
  public interface Notices {
    /**
     * It failed, or fails otherwise now.
     *
     * @param reason a few words without secrets
     */
    void down(String reason);

    void up();
  }

  /** Where a process listens for purges with this configuration. */
  public static byte[] channel(RedisConfig config) {
    return new Keys(config.prefix()).channel();
  }

  /** Over a server that is not connected yet; taken over and closed with this. */
  public Sharing(
      RedisConfig config,
      Server server,
      RandomGenerator random,
      LongSupplier nanoTime,
      Notices notices) {
    this.server = server;
    this.notices = notices;
    this.circuit = new Circuit(new Acts(), random, nanoTime);
    this.questions = new Questions(server, circuit, tally, config.timeout().toNanos());
    Keys keys = new Keys(config.prefix());
    byte[] self =
        String.format(Locale.ROOT, "%016x", random.nextLong()).getBytes(StandardCharsets.US_ASCII);
    this.feed = new PurgeFeed(self);
    this.answers = new RedisTier(questions, keys, tally, feed, self, config.maxValue());
    this.duplicates = new RedisWindow(questions, keys, self, answers.maxValueBytes());
  }

  /** Connects; until it is there everything is as if the server were empty. */
  public void start() {
    server.thread().execute(circuit::start);
  }

  /** Stored answers and news of purges. */
  public SharedTier answers() {
    return answers;
  }

  /** The dedup window. */
  public SharedWindow duplicates() {
    return duplicates;
  }

  /** Whether the server failed and is left alone for a while. */
  public boolean isCircuitOpen() {
    return circuit.isOpen();
  }

  /** How often a question came to this. */
  public long count(Op op, Result result) {
    return tally.of(op, result);
  }

  /** Gives up the connection; afterwards everything is as if the server were empty. */
  @Override
  public void close() {
    server
        .thread()
        .execute(
            () -> {
              circuit.stop();
              server.drop();
              questions.drop();
              server.close();
            });
  }

  private final class Acts implements Circuit.Control, Server.Events {
    private boolean saidDown;

    @Override
    public void connect() {
      server.open(this);
    }

    @Override
    public void drop() {
      server.drop();
      feed.cutOff();
      questions.drop();
    }

    @Override
    public void after(long pauseNanos, Runnable task) {
      server.thread().schedule(task, pauseNanos, TimeUnit.NANOSECONDS);
    }

    /** Logged once until it is back; further reasons are where health is asked for. */
    @Override
    public void opened(String reason) {
      if (!saidDown) {
        LOG.warn(
            "redis at {}: {}; until it does better this replica keeps cache and dedup window to"
                + " itself",
            server.name(),
            reason);
      }
      saidDown = true;
      notices.down(reason);
    }

    @Override
    public void closed() {
      saidDown = false;
      LOG.info("redis at {} is in use again", server.name());
      notices.up();
    }

    @Override
    public void opened() {
      circuit.connected();
      answers.connected();
    }

    @Override
    public void lost(String reason) {
      circuit.lost(reason);
    }

    @Override
    public void message(byte[] message) {
      feed.message(message);
    }
  }
}
