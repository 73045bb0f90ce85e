package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.accept.LoopTimers;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.SpareBuffers;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http1.HeadLimits;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.address.Names;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.agent.upstream.forward.ProxyIdentity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Event loops with upstreams on them, and calls from a test's thread. At its end it looks that no
 * buffer was left behind: its allocator counts every byte, so one lost buffer fails the test.
 */
final class UpstreamKit implements AutoCloseable {
  static final InetSocketAddress CLIENT = address("192.0.2.7", 55_555);
  static final InetSocketAddress LISTENER = address("127.0.0.1", 8080);
  static final ProxyIdentity IDENTITY = new ProxyIdentity("test1");

  final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  final RecordedEvents events = new RecordedEvents();
  private final MultiThreadIoEventLoopGroup group;
  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Upstreams> upstreams = new ArrayList<>();
  private final List<SpareBuffers> spares = new ArrayList<>();
  private final Names names;
  private UpstreamSet set = UpstreamSet.NONE;
  private Map<String, UpstreamConfig> configs = Map.of();

  /** What one loop's events said, all loops together. */
  static final class RecordedEvents implements UpstreamEvents {
    final List<String> ended = new CopyOnWriteArrayList<>();
    final List<RetryReason> retries = new CopyOnWriteArrayList<>();
    final List<Long> connects = new CopyOnWriteArrayList<>();
    final List<String> connections = new CopyOnWriteArrayList<>();

    @Override
    public void ended(int status, @Nullable Failure failure, long firstByteNanos, long totalNanos) {
      ended.add(status + " " + failure);
    }

    @Override
    public void retried(RetryReason reason) {
      retries.add(reason);
    }

    @Override
    public void connected(long connectNanos) {
      connects.add(connectNanos);
    }

    @Override
    public void opened() {
      connections.add("opened");
    }

    @Override
    public void closed() {
      connections.add("closed");
    }
  }

  UpstreamKit() {
    this(1, Epoll.isAvailable(), host -> List.of(InetAddress.getAllByName(host)));
  }

  UpstreamKit(int threads, boolean epoll, Names.Lookup lookup) {
    group =
        new MultiThreadIoEventLoopGroup(
            threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    names = new Names(lookup, Executors.newFixedThreadPool(2), System::nanoTime);
    HeadLimits limits = new HeadLimits(8192, 32 * 1024, 128);
    for (EventExecutor executor : group) {
      EventLoop loop = (EventLoop) executor;
      loops.add(loop);
      SpareBuffers buffers = new SpareBuffers(allocator, allocator);
      spares.add(buffers);
      upstreams.add(
          new Upstreams(
              new Upstreams.Setup(
                  loop,
                  epoll ? EpollSocketChannel::new : NioSocketChannel::new,
                  allocator,
                  buffers,
                  new LoopTimers(loop),
                  names,
                  limits,
                  name -> events)));
    }
  }

  static UpstreamKit with(UpstreamConfig... configs) {
    return new UpstreamKit().configure(configs);
  }

  /** Goes over to these upstreams on all loops, as a reload does. */
  UpstreamKit configure(UpstreamConfig... wanted) {
    Map<String, UpstreamConfig> byName = new HashMap<>();
    for (UpstreamConfig config : wanted) {
      byName.put(config.name(), config);
    }
    configs = byName;
    try {
      set = UpstreamSet.prepare(byName, set);
    } catch (UpstreamSetupException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < loops.size(); i++) {
      Upstreams swapped = upstreams.get(i);
      on(
          i,
          () -> {
            swapped.swap(set);
            return null;
          });
    }
    return this;
  }

  <T> T on(int loop, Callable<T> task) {
    try {
      return loops.get(loop).submit(task).get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  int loops() {
    return loops.size();
  }

  Answer get(String target, String... fields) {
    return call(Requests.get(target, fields), Bodies.EMPTY);
  }

  Answer post(String target, String content, String... fields) {
    return call(Requests.of("POST", target, fields), content(content));
  }

  BodySource content(String text) {
    ByteBuf bytes = allocator.directBuffer();
    bytes.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    return Bodies.of(bytes);
  }

  Answer call(RequestHead head, BodySource body) {
    return call(0, TestUpstream.route(), head, body, new Answer());
  }

  Answer call(RequestHead head, BodySource body, Answer answer) {
    return call(0, TestUpstream.route(), head, body, answer);
  }

  Answer call(int loop, ProxyConfig route, RequestHead head, BodySource body, Answer answer) {
    UpstreamConfig config = configs.get(route.to());
    return call(loop, ForwardPlan.of(config, route, IDENTITY), head, body, answer);
  }

  Answer call(int loop, ForwardPlan plan, RequestHead head, BodySource body, Answer answer) {
    ForwardRequest request = new ForwardRequest(plan, head, CLIENT, LISTENER);
    answer.stream = on(loop, () -> upstreams.get(loop).call(request, body, answer));
    return answer;
  }

  void run(Runnable onLoop) {
    on(
        0,
        () -> {
          onLoop.run();
          return null;
        });
  }

  PoolGauges gauges() {
    return upstreams.get(0).gauges().get("backend");
  }

  Upstreams upstreams() {
    return upstreams.get(0);
  }

  void awaitUntil(Callable<Boolean> holds) {
    await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(60)).until(holds);
  }

  @Override
  public void close() {
    for (int i = 0; i < loops.size(); i++) {
      Upstreams drained = upstreams.get(i);
      SpareBuffers buffers = spares.get(i);
      on(
          i,
          () -> {
            drained.drain();
            buffers.close();
            return null;
          });
    }
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(allocator.metric().usedDirectMemory()).as("lost direct").isZero();
                assertThat(allocator.metric().usedHeapMemory()).as("lost heap").isZero();
              });
    } finally {
      names.close();
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(literal, port);
  }
}
