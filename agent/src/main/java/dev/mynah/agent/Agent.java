package dev.mynah.agent;

import dev.mynah.agent.accept.AcceptLoop;
import dev.mynah.agent.accept.ConnectionCensus;
import dev.mynah.agent.accept.EventLoops;
import dev.mynah.agent.accept.Listener;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.reuse.ReuseMemory;
import dev.mynah.agent.exchange.ReadAheadBudget;
import dev.mynah.agent.reuse.cache.HttpCache;
import dev.mynah.agent.reuse.dedup.DedupWindow;
import dev.mynah.agent.reuse.dedup.SharedWindow;
import dev.mynah.agent.reuse.shared.Sharing;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.agent.reuse.store.SharedTier;
import dev.mynah.agent.upstream.UpstreamSet;
import dev.mynah.agent.upstream.address.Names;
import dev.mynah.agent.upstream.forward.ProxyIdentity;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.metrics.LoopPulse;
import dev.mynah.metrics.RouteInfo;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The running sidecar: listeners, event loops and the table they serve from.
 *
 * <p>Any thread may call it; nothing here waits. What takes time comes back as a stage.
 */
public final class Agent {
  private static final long BODY_FILE_LOOK_MILLIS = 1_000;
  private static final long DEDUP_TIDY_MILLIS = 1_000;
  private static final int FILE_THREADS = 2;

  private final AgentParts parts;
  private final TableCompiler compiler;
  private final EventLoops loops;
  private final ScheduledExecutorService files =
      Executors.newScheduledThreadPool(FILE_THREADS, FileThreads::named);
  private final Names names = Names.ofSystem();
  private final LoopShared shared;
  private final @Nullable Sharing sharing;
  private final ConnectionCensus census;
  private final List<String> listenerLabels;
  private final List<LoopPulse> pulses = new ArrayList<>();
  private final List<AgentLoop> agentLoops = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private volatile ServingTable table;

  private Agent(AgentConfig config, AgentParts parts) {
    this.parts = parts;
    ReuseMemory memory = ReuseMemory.of(config.reuse(), PlatformDependent.maxDirectMemory());
    this.compiler =
        new TableCompiler(
            parts.templates(),
            new ProxyIdentity(parts.instance()),
            memory.maxObjectBytes(),
            parts.wallClock()::millis);
    this.sharing = Replicas.open(config.reuse(), names, parts);
    this.shared =
        new LoopShared(
            names,
            files,
            new ReadAheadBudget(config.limits().readAhead().bytes()),
            HttpCache.open(
                memory.cacheBytes(),
                UnpooledByteBufAllocator.DEFAULT,
                sharing == null ? SharedTier.NONE : sharing.answers()),
            new DedupWindow(
                memory.dedupBytes(),
                UnpooledByteBufAllocator.DEFAULT,
                System::nanoTime,
                parts.wallClock()::millis,
                sharing == null ? SharedWindow.NONE : sharing.duplicates()));
    this.census = new ConnectionCensus(config.limits().connections());
    this.table = compiler.compile(config, UpstreamSet.NONE);
    this.listenerLabels =
        config.listeners().stream().map(listener -> Integer.toString(listener.port())).toList();
    this.loops = EventLoops.start(config.runtime());
  }

  /**
   * Starts an agent. Ports open once the ledger is there, so that no answer goes uncounted.
   *
   * @return completes exceptionally with a sentence for the operator when a port cannot be opened
   * @throws IllegalArgumentException when the configuration names something that cannot be used
   * @throws IllegalStateException when the transport asked for is not available
   */
  public static CompletionStage<Agent> start(
      AgentConfig config, CompletionStage<Ledger> ledger, AgentParts parts) {
    Agent agent = new Agent(config, parts);
    List<RouteInfo> infos = RouteInfos.of(config.routes());
    List<ListenerConfig> listeners = config.listeners();
    return ledger
        .thenCompose(agent::makeLoops)
        .thenCompose(made -> agent.openListeners(listeners, 0))
        .thenApply(
            opened -> {
              agent.started(infos);
              return agent;
            });
  }

  private CompletionStage<Void> makeLoops(Ledger ledger) {
    List<CompletableFuture<AgentLoop>> made = new ArrayList<>();
    List<EventLoop> all = loops.all();
    for (int i = 0; i < all.size(); i++) {
      int number = i;
      EventLoop loop = all.get(i);
      LoopCounters counters =
          new LoopCounters(ledger.slot(i), parts.metrics().exemplars(), listenerLabels);
      made.add(
          CompletableFuture.supplyAsync(
              () -> {
                LoopJournal journal = parts.events().journal().apply(number);
                return new AgentLoop(loop, loops, counters, table, parts, shared, journal);
              },
              loop));
    }
    return CompletableFuture.allOf(made.toArray(CompletableFuture[]::new))
        .thenRun(() -> made.forEach(loop -> agentLoops.add(loop.getNow(null))));
  }

  private CompletionStage<Void> openListeners(List<ListenerConfig> configs, int index) {
    if (index == configs.size()) {
      return CompletableFuture.completedFuture(null);
    }
    Map<EventLoop, AcceptLoop> accepting = new HashMap<>();
    agentLoops.forEach(loop -> accepting.put(loop.eventLoop(), loop.accepting()));
    return Listener.open(index, configs.get(index), loops, accepting, census)
        .thenCompose(
            opened -> {
              listeners.add(opened);
              return openListeners(configs, index + 1);
            });
  }

  private void started(List<RouteInfo> infos) {
    AgentGauges.register(this, parts.metrics());
    Replicas.count(sharing, parts.metrics());
    files.scheduleWithFixedDelay(
        this::refreshBodyFiles,
        BODY_FILE_LOOK_MILLIS,
        BODY_FILE_LOOK_MILLIS,
        TimeUnit.MILLISECONDS);
    files.scheduleWithFixedDelay(
        shared.dedup()::tidy, DEDUP_TIDY_MILLIS, DEDUP_TIDY_MILLIS, TimeUnit.MILLISECONDS);
    parts.metrics().routes(infos);
    FailureSeries.startAtZero(parts.metrics());
    pulses.addAll(parts.metrics().watchLoops(new ArrayList<>(loops.all()), System::nanoTime));
    pulses.forEach(pulse -> parts.health().watch(pulse.name(), pulse::lastBeatNanos));
  }

  private void refreshBodyFiles() {
    for (RoutePlan plan : table.plans()) {
      MockPlan mock = plan.mock();
      if (mock != null) {
        mock.refresh();
      }
    }
  }

  /**
   * Serves another configuration from now on, without touching open connections. Reads files: not
   * for an event loop.
   *
   * @throws IllegalArgumentException when it names something that cannot be used; the old one goes
   *     on
   * @throws IllegalStateException when a changed certificate cannot be used; likewise
   */
  public void reload(AgentConfig config) {
    ServingTable next = compiler.compile(config, table.upstreams());
    listeners.forEach(Listener::reloadTls);
    List<Purge> outdated = OutdatedAnswers.between(table, next);
    table = next;
    census.limit(config.limits().connections());
    shared.readAhead().limit(config.limits().readAhead().bytes());
    CompletableFuture<?>[] served =
        agentLoops.stream()
            .map(loop -> loop.serve(next).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(served)
        .thenRun(() -> outdated.forEach(each -> shared.cache().purge(each, false)));
    parts.metrics().routes(RouteInfos.of(config.routes()));
    AgentGauges.register(this, parts.metrics());
  }

  /** Where it listens, in the order of the configuration. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(Listener::address).toList();
  }

  /** How sockets are driven. */
  public EventLoops.Kind transport() {
    return loops.kind();
  }

  /** Requests under way. */
  public int inFlight() {
    return agentLoops.stream().mapToInt(AgentLoop::inFlight).sum();
  }

  /** The label of a listener in metrics: the port it was configured with. */
  String label(int listener) {
    return listenerLabels.get(listener);
  }

  List<AgentLoop> agentLoops() {
    return List.copyOf(agentLoops);
  }

  List<Listener> listeners() {
    return List.copyOf(listeners);
  }

  ServingTable table() {
    return table;
  }

  ReadAheadBudget readAhead() {
    return shared.readAhead();
  }

  ConnectionCensus census() {
    return census;
  }

  /** What is stored of upstreams' answers. */
  public HttpCache cache() {
    return shared.cache();
  }

  EventLoops loops() {
    return loops;
  }

  /**
   * Leaves without failing a request: see {@link Drain} for the order.
   *
   * @return completes when no event loop runs any more, so that nothing is counted after it
   */
  public CompletionStage<Void> drain(DrainConfig config) {
    parts.health().drain();
    pulses.forEach(this::forget);
    return new Drain(this, config, files)
        .run()
        .thenCompose(gone -> loops.stop())
        .thenRun(this::release);
  }

  private void forget(LoopPulse pulse) {
    parts.health().unwatch(pulse.name());
    pulse.stop();
  }

  private void release() {
    agentLoops.forEach(AgentLoop::close);
    shared.cache().close();
    names.close();
    shared.dedup().close();
    Sharing closing = sharing;
    if (closing != null) {
      closing.close();
    }
    files.shutdown();
  }
}
