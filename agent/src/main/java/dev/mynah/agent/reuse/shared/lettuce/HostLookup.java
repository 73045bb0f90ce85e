package dev.mynah.agent.reuse.shared.lettuce;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Names to addresses without blocking the caller. */
@FunctionalInterface
public interface HostLookup {
  /**
   * Looks a name up.
   *
   * @param then told on the loop: the addresses, or null when there are none
   */
  void resolve(String host, Executor loop, Consumer<@Nullable List<InetAddress>> then);
}
