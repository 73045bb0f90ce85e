package dev.mynah.agent.upstream.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one upstream in the order in which to try them: as configured or resolved, those
 * that failed lately last. Belongs to one event loop.
 */
public final class Endpoints {
  /** How long an address that did not take a connection stands behind the others. */
  static final long PENALTY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<HostPort> places;
  private final long ttlNanos;
  private final Names names;
  private final Executor loop;
  private final Map<InetSocketAddress, Long> failedAtNanos = new HashMap<>();

  public Endpoints(List<HostPort> places, long ttlNanos, Names names, Executor loop) {
    this.places = places;
    this.ttlNanos = ttlNanos;
    this.names = names;
    this.loop = loop;
  }

  /**
   * Finds the addresses and tells them, at once where nothing must be looked up; empty for none.
   */
  public void find(long now, Consumer<List<InetSocketAddress>> found) {
    new Search(now, found).next();
  }

  /** Notes that an address did not take a connection. */
  public void failed(InetSocketAddress address, long now) {
    failedAtNanos.values().removeIf(at -> now - at >= PENALTY_NANOS);
    failedAtNanos.put(address, now);
  }

  /** Notes that an address took a connection. */
  public void worked(InetSocketAddress address) {
    failedAtNanos.remove(address);
  }

  private List<InetSocketAddress> ordered(List<InetSocketAddress> all, long now) {
    if (failedAtNanos.isEmpty()) {
      return all;
    }
    List<InetSocketAddress> ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparingLong(address -> penalty(address, now)));
    return ordered;
  }

  /** 0 for an address in good standing; the latest failure stands last. */
  private long penalty(InetSocketAddress address, long now) {
    Long at = failedAtNanos.get(address);
    return at == null || now - at >= PENALTY_NANOS ? 0 : PENALTY_NANOS - (now - at);
  }

  /** Goes through the places one after another; names among them may have to be looked up. */
  private final class Search {
    private final long now;
    private final Consumer<List<InetSocketAddress>> found;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private int place;

    Search(long now, Consumer<List<InetSocketAddress>> found) {
      this.now = now;
      this.found = found;
    }

    void next() {
      if (place == places.size()) {
        found.accept(ordered(addresses, now));
        return;
      }
      HostPort wanted = places.get(place++);
      byte[] literal = NetUtil.createByteArrayFromIpAddressString(wanted.host());
      if (literal == null) {
        names.resolve(wanted.host(), ttlNanos, loop, resolved -> add(wanted, resolved));
      } else {
        add(wanted, List.of(address(wanted.host(), literal)));
      }
    }

    private void add(HostPort wanted, @Nullable List<InetAddress> resolved) {
      if (resolved != null) {
        resolved.forEach(a -> addresses.add(new InetSocketAddress(a, wanted.port())));
      }
      next();
    }

    private static InetAddress address(String host, byte[] literal) {
      try {
        return InetAddress.getByAddress(host, literal);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an IP literal has 4 or 16 octets: " + host, e);
      }
    }
  }
}
