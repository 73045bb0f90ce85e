package dev.mynah.agent.http;

import dev.mynah.ledger.HitMethod;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request's head: method, target, version and fields.
 *
 * <p>The path's bytes are those of the client with dot segments removed (RFC 3986 section 5.2.4),
 * still percent-encoded, so that what is routed and what is forwarded cannot differ. Codecs fill a
 * head and reuse it for the next request of the connection: whoever keeps it longer than the
 * exchange copies. Not thread-safe.
 */
public final class RequestHead {
  private static final byte[] ROOT = {'/'};

  private final Fields fields = new Fields();
  private HitMethod method = HitMethod.GET;
  private String methodName = "GET";
  private Version version = Version.HTTP_1_1;
  private Scheme scheme = Scheme.HTTP;
  private byte[] pathBytes = ROOT;
  private int pathStart;
  private int pathEnd = 1;
  private byte[] queryBytes = ROOT;
  private int queryStart;
  private int queryEnd;
  private @Nullable String authority;

  /** Begins a new request; the fields are left for the codec to fill. */
  public void begin(HitMethod method, String methodName, Version version, Scheme scheme) {
    this.method = method;
    this.methodName = methodName;
    this.version = version;
    this.scheme = scheme;
    this.authority = null;
  }

  /** Where the path stands: from its slash to before the question mark. */
  public void path(byte[] bytes, int start, int end) {
    pathBytes = bytes;
    pathStart = start;
    pathEnd = end;
  }

  /** Where the query stands, without its question mark; empty when start equals end. */
  public void query(byte[] bytes, int start, int end) {
    queryBytes = bytes;
    queryStart = start;
    queryEnd = end;
  }

  /** The host and port of an absolute-form target, which stand above the Host field. */
  public void authority(@Nullable String authority) {
    this.authority = authority;
  }

  public HitMethod method() {
    return method;
  }

  /** The method as it was sent; methods are case-sensitive. */
  public String methodName() {
    return methodName;
  }

  public Version version() {
    return version;
  }

  public Scheme scheme() {
    return scheme;
  }

  public Fields fields() {
    return fields;
  }

  /** The array that holds the path between {@link #pathStart()} and {@link #pathEnd()}. */
  public byte[] pathBytes() {
    return pathBytes;
  }

  public int pathStart() {
    return pathStart;
  }

  public int pathEnd() {
    return pathEnd;
  }

  public byte[] queryBytes() {
    return queryBytes;
  }

  public int queryStart() {
    return queryStart;
  }

  public int queryEnd() {
    return queryEnd;
  }

  /** The path, percent-encoded as it came. */
  public String path() {
    return text(pathBytes, pathStart, pathEnd);
  }

  /** The query without its question mark, as it came; empty when there is none. */
  public String query() {
    return text(queryBytes, queryStart, queryEnd);
  }

  /** Path and query as they would be written in a request line. */
  public String target() {
    return queryEnd > queryStart ? path() + '?' + query() : path();
  }

  /** Host and port that the client named, or empty when it named none (HTTP/1.0). */
  public String authority() {
    if (authority == null) {
      String host = fields.get(FieldName.HOST);
      authority = host == null ? "" : host;
    }
    return authority;
  }

  /** Whether that is this text in lower case, without regard to case; allocates nothing. */
  public boolean isFor(String lowerCase) {
    if (authority != null) {
      return authority.equalsIgnoreCase(lowerCase);
    }
    int host = fields.indexOf(FieldName.HOST, 0);
    return host < 0 ? lowerCase.isEmpty() : fields.valueIs(host, lowerCase);
  }

  /** The host that the client named, in lower case and without its port. */
  public String host() {
    String named = authority();
    int colon = named.lastIndexOf(':');
    boolean hasPort = colon >= 0 && named.indexOf(']', colon) < 0;
    return (hasPort ? named.substring(0, colon) : named).toLowerCase(Locale.ROOT);
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return methodName + ' ' + target();
  }
}
