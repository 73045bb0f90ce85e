package dev.mynah.exporter.live;

import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import dev.mynah.control.PushMessage;
import dev.mynah.control.PushSink;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/analytics/stream}: once a second what was counted since the last look, and requests
 * as they are read from the journal. The ledger is looked at only while somebody wants counts.
 */
public final class LiveStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final String PATH = "/api/analytics/stream";

  private final LiveSettings settings;
  private final LedgerReader ledger;
  private final Supplier<RouteBook> routes;
  private final Clock clock;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final LongAdder refused = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** On the timer thread. */
  private @Nullable LedgerSnapshot before;

  private long beforeMillis;
  private boolean troubled;
  private volatile boolean closed;

  /** Somebody who listens. */
  private record Subscriber(LiveFilter filter, PushSink sink, AtomicBoolean counted) {}

  /**
   * A stream without subscribers.
   *
   * @param ledger used by the timer thread alone
   * @param routes the newest book
   */
  public LiveStream(
      LiveSettings settings, LedgerReader ledger, Supplier<RouteBook> routes, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.routes = routes;
    this.clock = clock;
  }

  /** To be mounted on the admin port. */
  public AdminRoute route() {
    return AdminRoute.get(PATH, this::subscribe).titled("What happens now, as events or WebSocket");
  }

  /** Passes requests on. Any thread; never waits. */
  public void log(List<LogEntry> entries) {
    if (subscribers.stream().noneMatch(subscriber -> subscriber.filter().log())) {
      return;
    }
    for (LogEntry entry : entries) {
      PushMessage message = new PushMessage("log", LogLine.of(entry));
      String route = entry.event().request().route();
      for (Subscriber subscriber : subscribers) {
        if (subscriber.filter().log() && subscriber.filter().accepts(route)) {
          offer(subscriber, message);
        }
      }
    }
  }

  /** Looks at the ledger and tells; to be called once a second by one thread. */
  public void second() {
    if (subscribers.stream().noneMatch(subscriber -> subscriber.filter().counts())) {
      before = null;
      return;
    }
    try {
      LedgerSnapshot now = ledger.read();
      long nowMillis = clock.millis();
      LedgerSnapshot last = before;
      if (last != null) {
        tell(SecondCounts.between(last, now), nowMillis);
      }
      before = now;
      beforeMillis = nowMillis;
      troubled = false;
    } catch (IOException e) {
      if (!troubled) {
        LOG.warn("The live stream cannot read the ledger: {}", e.toString());
      }
      troubled = true;
    }
  }

  /** How many listen. */
  public int subscribers() {
    return subscribers.size();
  }

  /** How many came while there were too many. */
  public long refused() {
    return refused.sum();
  }

  /** How many were dropped because they were too slow. */
  public long dropped() {
    return dropped.sum();
  }

  /** Ends all subscriptions. */
  @Override
  public void close() {
    closed = true;
    subscribers.forEach(subscriber -> subscriber.sink().end("the exporter is going away"));
    ledger.close();
  }

  private void tell(SecondCounts counts, long nowMillis) {
    double seconds = (nowMillis - beforeMillis) / 1e3;
    RouteBook book = routes.get();
    Map<LiveFilter, PushMessage> messages = new HashMap<>();
    for (Subscriber subscriber : subscribers) {
      if (subscriber.filter().counts()) {
        offer(
            subscriber,
            messages.computeIfAbsent(
                subscriber.filter(),
                filter ->
                    new PushMessage("counts", counts.json(filter, book, nowMillis, seconds))));
      }
    }
  }

  private void offer(Subscriber subscriber, PushMessage message) {
    if (subscriber.sink().offer(message)) {
      return;
    }
    // Its loop may have taken it off the list already: whether it was dropped is not read off that.
    subscribers.remove(subscriber);
    if (subscriber.sink().wasTooSlow() && subscriber.counted().compareAndSet(false, true)) {
      dropped.increment();
      LOG.info("A subscriber of the live stream was dropped: it did not read fast enough");
    }
  }

  private AdminResponse subscribe(AdminRequest request) {
    LiveFilter filter = LiveFilter.of(request);
    if (closed || subscribers.size() >= settings.subscribers()) {
      refused.increment();
      throw new ProblemException(full());
    }
    return AdminResponse.push(sink -> subscribe(new Subscriber(filter, sink, new AtomicBoolean())));
  }

  private Runnable subscribe(Subscriber subscriber) {
    if (closed || subscribers.size() >= settings.subscribers()) {
      refused.increment();
      subscriber.sink().end(full().detail());
      return () -> {};
    }
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  private Problem full() {
    return new Problem(
        503,
        "too-many-subscribers",
        "Too many subscribers",
        "At most " + settings.subscribers() + " at once (live.subscribers).");
  }
}
