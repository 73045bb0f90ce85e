package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.UpstreamStream;

/** Both directions of a connection that changed its protocol. Event loop only. */
record UpstreamTunnel(UpstreamCall call, BodySource fromUpstream) implements UpstreamStream.Tunnel {
  @Override
  public void send(BodySource fromClient) {
    call.startTunnel(fromClient);
  }
}
