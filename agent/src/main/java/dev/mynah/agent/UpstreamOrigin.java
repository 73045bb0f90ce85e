package dev.mynah.agent;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.cache.Origin;
import dev.mynah.agent.upstream.CallLimits;
import dev.mynah.agent.upstream.UpstreamEvents.RetryReason;
import dev.mynah.agent.upstream.Upstreams;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ForwardRequest;
import dev.mynah.agent.upstream.forward.HeadBytes;
import dev.mynah.agent.upstream.forward.Shape;
import java.net.InetSocketAddress;

/**
 * Calls an upstream for the cache, as the route says, and counts. Holds nothing of the exchange it
 * was made for. Event loop only.
 *
 * @param peer the address of the client that asked first
 * @param local the address that client connected to
 */
record UpstreamOrigin(
    Upstreams upstreams,
    UpstreamCounters counters,
    ForwardPlan forward,
    InetSocketAddress peer,
    InetSocketAddress local)
    implements Origin {
  private static final Shape NO_BODY = new Shape(0, false, false);

  @Override
  public UpstreamStream call(
      RequestHead head, Allowance allowance, UpstreamStream.Listener listener) {
    ForwardRequest request = new ForwardRequest(forward, head, peer, local);
    CallLimits limits = new CallLimits(allowance.sinceNanos(), allowance.sendings());
    Counting counting = new Counting(head, counters, listener);
    return upstreams.call(request, Bodies.EMPTY, limits, counting);
  }

  @Override
  public long limitNanos() {
    return forward.totalNanos();
  }

  @Override
  public void triedAgain(Failure failure) {
    counters.retried(RetryReason.of(failure));
  }

  @Override
  public Fields told(RequestHead head) {
    HeadBytes text = new HeadBytes();
    forward.writeHead(new ForwardRequest(forward, head, peer, local), NO_BODY, text);
    Fields fields = new Fields();
    text.toString()
        .lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .forEach(line -> fields.add(line.substring(0, line.indexOf(':')), value(line)));
    return fields;
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).trim();
  }

  @Override
  public void received(long bodyBytes) {
    counters.carried(0, bodyBytes);
  }

  /** Counts the answer before it is heard of. */
  private record Counting(RequestHead head, UpstreamCounters counters, UpstreamStream.Listener to)
      implements UpstreamStream.Listener {
    @Override
    public void sending() {
      to.sending();
    }

    @Override
    public void informational(ResponseHead informational) {
      to.informational(informational);
    }

    @Override
    public void response(ResponseHead answer, BodySource body) {
      counters.answered(head.method(), answer.status());
      to.response(answer, body);
    }

    @Override
    public void switched(ResponseHead answer, UpstreamStream.Tunnel tunnel) {
      counters.answered(head.method(), answer.status());
      to.switched(answer, tunnel);
    }

    @Override
    public void failed(Failure failure) {
      to.failed(failure);
    }
  }
}
