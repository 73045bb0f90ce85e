package dev.mynah.agent;

import dev.mynah.agent.accept.AcceptLoop;
import dev.mynah.agent.accept.EventLoops;
import dev.mynah.agent.accept.LoopTimers;
import dev.mynah.agent.exchange.SpareBuffers;
import dev.mynah.agent.http1.HeadLimits;
import dev.mynah.agent.reuse.cache.LoopCache;
import dev.mynah.agent.upstream.PoolGauges;
import dev.mynah.agent.upstream.Upstreams;
import dev.mynah.agent.upstream.forward.HeadBytes;
import dev.mynah.ledger.journal.LoopJournal;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Everything that one event loop serves requests with. Made on that loop, because its counters
 * belong to it.
 */
final class AgentLoop {
  private static final HeadLimits ANSWER_LIMITS = new HeadLimits(8 * 1024, 64 * 1024, 256);

  private final EventLoop loop;
  private final LoopCounters counters;
  private final Upstreams upstreams;
  private final LoopCache cache;
  private final RequestPath path;
  private final AcceptLoop accepting;
  private final SpareBuffers buffers = SpareBuffers.besides(ByteBufAllocator.DEFAULT);

  AgentLoop(
      EventLoop loop,
      EventLoops loops,
      LoopCounters counters,
      ServingTable first,
      AgentParts parts,
      LoopShared shared,
      LoopJournal journal) {
    this.loop = loop;
    this.counters = counters;
    LoopTimers timers = new LoopTimers(loop, parts.wallClock());
    this.upstreams =
        new Upstreams(
            new Upstreams.Setup(
                loop,
                new ReflectiveChannelFactory<>(loops.clientChannel()),
                ByteBufAllocator.DEFAULT,
                buffers,
                timers,
                shared.names(),
                ANSWER_LIMITS,
                counters::upstream));
    upstreams.swap(first.upstreams());
    RandomGenerator random = new SplittableRandom();
    this.cache = new LoopCache(shared.cache(), loop, timers, random, counters.ledger());
    first.cachedRoutes().forEach(cache::expect);
    LoopTools tools =
        new LoopTools(
            loop,
            shared.files(),
            timers,
            counters,
            upstreams,
            random,
            parts.accessLog(),
            shared.readAhead(),
            cache,
            shared.dedup(),
            new Telling(journal, parts.events()),
            new HeadBytes(),
            new ArrayDeque<>());
    this.path = new RequestPath(tools, new LoopTable(first, counters));
    this.accepting = new AcceptLoop(loop, timers, path, counters, buffers, first.limits());
  }

  /**
   * Goes over to another table. Any thread.
   *
   * @return completes when requests go by it
   */
  CompletionStage<Void> serve(ServingTable next) {
    accepting.limits(next.limits());
    return CompletableFuture.runAsync(
        () -> {
          upstreams.swap(next.upstreams());
          next.cachedRoutes().forEach(cache::expect);
          path.serve(new LoopTable(next, counters));
        },
        loop);
  }

  EventLoop eventLoop() {
    return loop;
  }

  AcceptLoop accepting() {
    return accepting;
  }

  /** Requests under way. Any thread. */
  int inFlight() {
    return counters.inFlight();
  }

  /** Connections open on a listener. Any thread. */
  int open(int listener) {
    return counters.open(listener);
  }

  /** Any thread. */
  Map<String, PoolGauges> pools() {
    return upstreams.gauges();
  }

  /** Gives up what it kept. After the loop has ended. */
  void close() {
    buffers.close();
  }

  /** Answers carry {@code Connection: close}, and no failed fetch is tried again. Any thread. */
  void leave() {
    loop.execute(cache::leave);
    accepting.drain();
  }

  /**
   * Closes idle upstream connections and keeps none from now on; what no client waits for is given
   * up. Any thread.
   */
  void drainUpstreams() {
    loop.execute(cache::drain);
    loop.execute(upstreams::drain);
  }
}
