package dev.mynah.agent.reuse.shared.lettuce;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Has Netty resolve names as the rest of the process does. */
final class HostAddresses extends AddressResolverGroup<InetSocketAddress> {
  private final HostLookup lookup;

  HostAddresses(HostLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new ByName(executor, lookup).asAddressResolver();
  }

  private static final class ByName extends InetNameResolver {
    private final EventExecutor executor;
    private final HostLookup lookup;

    ByName(EventExecutor executor, HostLookup lookup) {
      super(executor);
      this.executor = executor;
      this.lookup = lookup;
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      lookup.resolve(
          host,
          executor,
          found -> {
            if (found == null || found.isEmpty()) {
              promise.tryFailure(new UnknownHostException(host));
            } else {
              promise.trySuccess(found.get(0));
            }
          });
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      lookup.resolve(
          host,
          executor,
          found -> {
            if (found == null || found.isEmpty()) {
              promise.tryFailure(new UnknownHostException(host));
            } else {
              promise.trySuccess(found);
            }
          });
    }
  }
}
