package dev.mynah.agent.upstream;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.SpareBuffers;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http1.HeadLimits;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.address.Names;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.agent.upstream.forward.HeadBytes;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams as one event loop calls them. Each loop has its own, with its own connections, so a
 * call never leaves the loop of its client.
 *
 * <p>Event loop only, except {@link #gauges()}.
 */
public final class Upstreams {
  private static final UpstreamStream NOTHING_TO_CANCEL = () -> {};

  private final LoopContext loop;
  private final Map<String, UpstreamPool> pools = new ConcurrentHashMap<>();
  private UpstreamSet set = UpstreamSet.NONE;
  private UpstreamSet before = UpstreamSet.NONE;
  private boolean draining;

  /**
   * What a loop's upstreams are made with.
   *
   * @param channels makes client channels that fit the loop's transport
   * @param answerLimits how much head an upstream may send
   * @param events where the calls of an upstream, by its name, are told
   */
  public record Setup(
      EventLoop loop,
      ChannelFactory<? extends Channel> channels,
      ByteBufAllocator allocator,
      SpareBuffers buffers,
      Timers timers,
      Names names,
      HeadLimits answerLimits,
      Function<String, UpstreamEvents> events) {}

  public Upstreams(Setup setup) {
    this.loop = new LoopContext(setup, new Sweep(setup.timers()), new HeadBytes(), this::forget);
  }

  /**
   * Calls an upstream. The body is taken over: it is read to its end or cancelled, whatever becomes
   * of the call. The listener may be called before this returns.
   *
   * @param request its head must stay unchanged until the call is over
   */
  public UpstreamStream call(
      ForwardRequest request, BodySource body, UpstreamStream.Listener listener) {
    return call(request, body, CallLimits.own(loop.timers().nanoTime()), listener);
  }

  /** The same within limits that are not this call's alone. */
  public UpstreamStream call(
      ForwardRequest request,
      BodySource body,
      CallLimits limits,
      UpstreamStream.Listener listener) {
    if (request.plan().comesBack(request.head())) {
      return refuse(Failure.LOOP_DETECTED, body, listener);
    }
    UpstreamPool pool = pool(request.plan().upstream());
    if (pool == null) {
      return refuse(Failure.UPSTREAM_CONNECT, body, listener);
    }
    UpstreamCall call = new UpstreamCall(pool, request, body, limits, listener);
    call.start();
    return call;
  }

  private static UpstreamStream refuse(
      Failure failure, BodySource body, UpstreamStream.Listener listener) {
    body.cancel();
    listener.failed(failure);
    return NOTHING_TO_CANCEL;
  }

  private @Nullable UpstreamPool pool(UpstreamConfig config) {
    UpstreamPool pool = pools.get(config.name());
    return pool == null ? open(config) : pool;
  }

  /**
   * A pool is made with its first call. One of an upstream that was just removed keeps no
   * connections; null when it was removed so long ago that how to secure it is forgotten.
   */
  private @Nullable UpstreamPool open(UpstreamConfig config) {
    String name = config.name();
    UpstreamSpec current = set.spec(name);
    UpstreamSpec known = current == null ? before.spec(name) : current;
    UpstreamSpec spec = known == null ? UpstreamSpec.plain(config) : known;
    if (spec == null) {
      return null;
    }
    UpstreamPool made = new UpstreamPool(spec, loop);
    if (current == null || draining) {
      made.retire();
    } else {
      pools.put(name, made);
    }
    return made;
  }

  /**
   * Goes over to another configuration. Pools of unchanged upstreams stay; of the others what is
   * under way ends in peace.
   */
  public void swap(UpstreamSet next) {
    before = set;
    set = next;
    for (UpstreamPool pool : List.copyOf(pools.values())) {
      String name = pool.spec().config().name();
      if (!pool.spec().equals(next.spec(name))) {
        pools.remove(name);
        pool.retire();
      }
    }
  }

  /**
   * Closes idle connections now and the others as they come free: the process is leaving. Calls are
   * still made, each over a connection of its own.
   */
  public void drain() {
    draining = true;
    for (UpstreamPool pool : List.copyOf(pools.values())) {
      pools.remove(pool.spec().config().name());
      pool.retire();
    }
  }

  /**
   * How full the pools are, by upstream; safe on any thread. An upstream appears when first called.
   */
  public Map<String, PoolGauges> gauges() {
    Map<String, PoolGauges> gauges = new HashMap<>();
    pools.forEach((name, pool) -> gauges.put(name, pool.gauges()));
    return gauges;
  }

  private void forget(UpstreamPool pool) {
    pools.remove(pool.spec().config().name(), pool);
  }
}
