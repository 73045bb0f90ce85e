package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.RequestHead;
import java.net.InetSocketAddress;

/**
 * A request that is to be forwarded.
 *
 * @param head valid until the call is over
 * @param peer the client's address as the socket has it
 * @param local the address the client connected to
 */
public record ForwardRequest(
    ForwardPlan plan, RequestHead head, InetSocketAddress peer, InetSocketAddress local) {}
