package dev.mynah.agent.accept;

import dev.mynah.agent.accept.AcceptEvents.CloseReason;
import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.RuntimeConfig;
import dev.mynah.agent.exchange.RequestHandler;
import dev.mynah.agent.exchange.SpareBuffers;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A listener over one event loop with a request handler of the test's own. */
final class WireServer implements AfterEachCallback, AcceptEvents {
  final List<CloseReason> closed = new CopyOnWriteArrayList<>();
  private final EventLoops loops =
      EventLoops.start(new RuntimeConfig(1, RuntimeConfig.Transport.AUTO));
  private final Listener listener;
  private final AcceptLoop accepting;

  WireServer(RequestHandler handler, LimitsConfig limits) {
    EventLoop loop = loops.all().get(0);
    accepting =
        new AcceptLoop(
            loop,
            new LoopTimers(loop),
            handler,
            this,
            SpareBuffers.besides(ByteBufAllocator.DEFAULT),
            limits);
    Map<EventLoop, AcceptLoop> byLoop = new HashMap<>();
    byLoop.put(loop, accepting);
    ListenerConfig config = new ListenerConfig("127.0.0.1", 0, null, null, null);
    listener =
        Listener.open(0, config, loops, byLoop, new ConnectionCensus(limits.connections()))
            .toCompletableFuture()
            .join();
  }

  int port() {
    return listener.address().getPort();
  }

  AcceptLoop accepting() {
    return accepting;
  }

  @Override
  public void opened(int listener) {}

  @Override
  public void closed(int listener, CloseReason reason) {
    closed.add(reason);
  }

  @Override
  public void turnedAway() {}

  @Override
  public void afterEach(ExtensionContext context) {
    stop();
  }

  void stop() {
    listener.stopAccepting().toCompletableFuture().join();
    accepting.cut();
    loops.stop().toCompletableFuture().join();
  }
}
