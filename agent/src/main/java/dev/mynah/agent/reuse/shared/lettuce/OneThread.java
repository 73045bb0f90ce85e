package dev.mynah.agent.reuse.shared.lettuce;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.EventPublisherOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.lettuce.core.tracing.Tracing;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/**
 * What Lettuce runs on: a single thread for sockets, tasks and timers, where it would have two
 * pools and a wheel of its own, and nothing that measures, traces or publishes events.
 */
final class OneThread implements ClientResources {
  private static final long STOP_SECONDS = 2;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final Timer timer;
  private final AddressResolverGroup<?> addresses;
  private final EventBus silence = new Silence();
  private final EventLoopGroupProvider provider = new Provider();
  private final NettyCustomizer plainBuffers = new PlainBuffers();

  OneThread(HostLookup lookup) {
    // The same choice as Lettuce's, which makes the sockets.
    this.group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("mynah-redis", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.loop = group.next();
    this.timer = new LoopTimer(loop);
    this.addresses = new HostAddresses(lookup);
  }

  EventLoop loop() {
    return loop;
  }

  private final class Provider implements EventLoopGroupProvider {
    @Override
    @SuppressWarnings("unchecked") // Netty's groups per transport are one class since 4.2
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
      return (T) group;
    }

    @Override
    public int threadPoolSize() {
      return 1;
    }

    @Override
    public Future<Boolean> release(
        EventExecutorGroup released, long quietPeriod, long timeout, TimeUnit unit) {
      return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
    }

    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
      return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
    }
  }

  private static final class Silence implements EventBus {
    @Override
    public Flux<Event> get() {
      return Flux.never();
    }

    @Override
    public void publish(Event event) {
      // Nobody listens.
    }
  }

  @Override
  public Builder mutate() {
    throw new UnsupportedOperationException("made for one client");
  }

  @Override
  public Future<Boolean> shutdown() {
    return shutdown(0, STOP_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
    group.shutdownGracefully(quietPeriod, timeout, unit);
    return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
  }

  @Override
  public AddressResolverGroup<?> addressResolverGroup() {
    return addresses;
  }

  @Override
  public EventPublisherOptions commandLatencyPublisherOptions() {
    return () -> Duration.ZERO;
  }

  @Override
  public CommandLatencyRecorder commandLatencyRecorder() {
    return CommandLatencyRecorder.disabled();
  }

  @Override
  public int computationThreadPoolSize() {
    return 1;
  }

  @Override
  public EventBus eventBus() {
    return silence;
  }

  @Override
  public EventLoopGroupProvider eventLoopGroupProvider() {
    return provider;
  }

  @Override
  public EventExecutorGroup eventExecutorGroup() {
    return group;
  }

  @Override
  public int ioThreadPoolSize() {
    return 1;
  }

  @Override
  public NettyCustomizer nettyCustomizer() {
    return plainBuffers;
  }

  /** Lettuce does not reconnect here. */
  @Override
  public Delay reconnectDelay() {
    return Delay.constant(Duration.ofSeconds(1));
  }

  @Override
  public SocketAddressResolver socketAddressResolver() {
    return SocketAddressResolver.create(DnsResolver.unresolved());
  }

  @Override
  public Timer timer() {
    return timer;
  }

  @Override
  public Tracing tracing() {
    return Tracing.disabled();
  }

  /**
   * Buffers of the heap, by the garbage collector's hand: Lettuce keeps 64 KiB for each connection,
   * which the pool would take its share of chunks for, and loses them when a connection fails
   * before it stands.
   */
  private static final class PlainBuffers implements NettyCustomizer {
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    @Override
    public void afterBootstrapInitialized(Bootstrap bootstrap) {
      bootstrap.option(ChannelOption.ALLOCATOR, HEAP);
    }
  }
}
