package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.SpareBuffers;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.http1.HeadLimits;
import dev.mynah.agent.upstream.address.Names;
import dev.mynah.agent.upstream.forward.HeadBytes;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the pools of one event loop share. Event loop only. */
record LoopContext(
    Upstreams.Setup setup, Sweep sweep, HeadBytes scratch, Consumer<UpstreamPool> emptied) {

  EventLoop eventLoop() {
    return setup.loop();
  }

  ChannelFactory<? extends Channel> channels() {
    return setup.channels();
  }

  Timers timers() {
    return setup.timers();
  }

  Names names() {
    return setup.names();
  }

  HeadLimits limits() {
    return setup.answerLimits();
  }

  ByteBufAllocator allocator() {
    return setup.allocator();
  }

  SpareBuffers buffers() {
    return setup.buffers();
  }

  Function<String, UpstreamEvents> events() {
    return setup.events();
  }

  void forget(UpstreamPool pool) {
    emptied.accept(pool);
  }
}
