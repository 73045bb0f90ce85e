package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Version;

/**
 * How one route forwards to one upstream, worked out when the configuration is loaded. Immutable
 * and safe on any thread.
 */
public final class ForwardPlan {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int HOP_BY_HOP = 1;
  private static final int TRAILER = 1 << 1;
  private static final int UPGRADE = 1 << 2;

  /** Of an answer, what concerns the connection alone; the framing of its body among it. */
  private static final FieldTable ANSWER_TABLE =
      FieldTable.builder()
          .put(
              HOP_BY_HOP,
              FieldName.CONNECTION,
              FieldName.KEEP_ALIVE,
              FieldName.PROXY_CONNECTION,
              FieldName.PROXY_AUTHENTICATE,
              FieldName.PROXY_AUTHORIZATION,
              FieldName.TE,
              FieldName.TRANSFER_ENCODING)
          .put(TRAILER, FieldName.TRAILER)
          .put(UPGRADE, FieldName.UPGRADE)
          .build();

  /** What may not come after the body: by then it was decided upon (RFC 9110 section 6.5.1). */
  private static final FieldTable NOT_IN_TRAILERS =
      FieldTable.builder()
          .put(
              1,
              FieldName.AUTHORIZATION,
              FieldName.CONNECTION,
              FieldName.CONTENT_ENCODING,
              FieldName.CONTENT_LENGTH,
              FieldName.CONTENT_TYPE,
              FieldName.COOKIE,
              FieldName.EXPECT,
              FieldName.FORWARDED,
              FieldName.HOST,
              FieldName.KEEP_ALIVE,
              FieldName.LOCATION,
              FieldName.PROXY_AUTHENTICATE,
              FieldName.PROXY_AUTHORIZATION,
              FieldName.PROXY_CONNECTION,
              FieldName.SET_COOKIE,
              FieldName.TE,
              FieldName.TRAILER,
              FieldName.TRANSFER_ENCODING,
              FieldName.UPGRADE,
              FieldName.VIA,
              FieldName.X_FORWARDED_FOR,
              FieldName.X_FORWARDED_HOST,
              FieldName.X_FORWARDED_PORT,
              FieldName.X_FORWARDED_PROTO)
          .build();

  private final UpstreamConfig upstream;
  private final Authority authority;
  private final ProxyIdentity identity;
  private final long totalNanos;
  private final long firstByteNanos;
  private final RequestRules requestRules;
  private final ResponseRules responseRules;

  private ForwardPlan(UpstreamConfig upstream, ProxyConfig proxy, ProxyIdentity identity) {
    this.upstream = upstream;
    this.identity = identity;
    this.authority = Authority.of(upstream.url());
    this.totalNanos =
        (proxy.timeout() == null ? upstream.timeout().total() : proxy.timeout()).toNanos();
    long usualNanos = upstream.timeout().firstByte().toNanos();
    this.firstByteNanos =
        proxy.timeout() == null || usualNanos == 0 ? usualNanos : Math.max(usualNanos, totalNanos);
    HostPolicy host = proxy.host() == null ? upstream.host() : proxy.host();
    CredentialsPolicy credentials =
        proxy.credentials() == null ? upstream.credentials() : proxy.credentials();
    PathMapping paths =
        new PathMapping(upstream.url().getRawPath(), proxy.addPrefix(), proxy.stripPrefix());
    this.requestRules =
        new RequestRules(
            new RequestRules.Settings(
                authority, paths, host, credentials, Edits.of(proxy.headers()), identity));
    this.responseRules =
        new ResponseRules(authority, paths, Edits.of(proxy.responseHeaders()), identity);
  }

  /**
   * The plan of a route.
   *
   * @throws IllegalArgumentException when a header edit could not go over the wire
   */
  public static ForwardPlan of(UpstreamConfig upstream, ProxyConfig proxy, ProxyIdentity identity) {
    return new ForwardPlan(upstream, proxy, identity);
  }

  /** The plan of a listener that stands for an upstream: everything passes as it is. */
  public static ForwardPlan everything(UpstreamConfig upstream, ProxyIdentity identity) {
    ProxyConfig proxy =
        new ProxyConfig(
            upstream.name(), null, HeaderEdits.NONE, HeaderEdits.NONE, null, null, null, null);
    return new ForwardPlan(upstream, proxy, identity);
  }

  public UpstreamConfig upstream() {
    return upstream;
  }

  public Authority authority() {
    return authority;
  }

  /** From the request's head to the answer's last byte; 0 for no limit. */
  public long totalNanos() {
    return totalNanos;
  }

  /**
   * From the last byte sent to the answer's head; 0 for no limit. A route that gives its calls more
   * time than the upstream's usual first byte means that one too.
   */
  public long firstByteNanos() {
    return firstByteNanos;
  }

  /** Whether the request came out of this process before. */
  public boolean comesBack(RequestHead head) {
    return identity.isIn(head.fields());
  }

  /**
   * Whether the request asks for another protocol that can be passed through. HTTP/2 over plain
   * text is not among them: requests inside the tunnel would escape every rule.
   */
  public static boolean asksUpgrade(RequestHead head) {
    Fields fields = head.fields();
    return fields.has(FieldName.UPGRADE)
        && head.version() == Version.HTTP_1_1
        && fields.lists(FieldName.CONNECTION, "upgrade")
        && !fields.lists(FieldName.UPGRADE, "h2c");
  }

  /** Writes the head that the upstream is to see, from the request line to the empty line. */
  public void writeHead(ForwardRequest request, Shape shape, HeadBytes out) {
    requestRules.write(request, shape, out);
  }

  /**
   * Takes out of an answer what ends at this hop: everything that an upstream's connection says
   * about itself. {@code Trailer} stays where the body may have trailers; a change of protocols is
   * one for both hops, so it is said to the next one too.
   */
  public static void endHop(ResponseHead head, boolean chunked) {
    Fields fields = head.fields();
    Nominated.removeFrom(fields);
    boolean switches = head.status() == SWITCHING_PROTOCOLS;
    ANSWER_TABLE.remove(fields, HOP_BY_HOP | (switches ? 0 : UPGRADE) | (chunked ? 0 : TRAILER));
    if (switches) {
      fields.add(FieldName.CONNECTION, "Upgrade");
    }
  }

  /** Trailers without the fields that may not be there, taken out in place. */
  public static Fields trailers(Fields trailers) {
    if (!trailers.isEmpty()) {
      NOT_IN_TRAILERS.remove(trailers, 1);
    }
    return trailers;
  }

  /**
   * Makes the answer the listener's own: {@code Location} and cookies point to it, {@code
   * X-Mock-Proxied} and {@code Via} say where it came from, and the route's header edits apply. The
   * last thing done to an answer before it is sent; what a cache keeps is the answer before that.
   */
  public void finish(ForwardRequest request, ResponseHead head) {
    responseRules.apply(request, head);
  }

  /**
   * The same for an answer that is given again: whoever asked made no call, so nothing says that it
   * did.
   */
  public void finishStored(ForwardRequest request, ResponseHead head) {
    responseRules.applyToStored(request, head);
  }

  /** Path and query that the upstream is to be asked for, as they stand in its request line. */
  public void writeTarget(RequestHead head, HeadBytes out) {
    requestRules.writeTarget(head, out);
  }

  /** Whether the upstream sees the host that the client named. */
  public boolean keepsHost() {
    return requestRules.keepsHost();
  }
}
