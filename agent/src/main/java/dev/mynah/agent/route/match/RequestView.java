package dev.mynah.agent.route.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request as predicates see it: each part decoded when it is first asked for, once. Made for
 * reuse, request after request. Not thread-safe.
 */
public final class RequestView {
  private static final byte[] NOTHING = {};
  private static final String CHARSET_PARAMETER = "charset=";

  private final Pairs query = new Pairs();
  private final Pairs cookies = new Pairs();
  private final BoundedRegex regex;
  private RequestHead head = new RequestHead();
  private boolean queryRead;
  private boolean cookiesRead;
  private @Nullable String host;
  private @Nullable String pathText;
  private BodyState bodyState = BodyState.UNREAD;
  private byte[] body = NOTHING;
  private int bodyLength;
  private @Nullable String bodyText;
  private @Nullable JsonNode json;
  private boolean jsonRead;

  public RequestView(RegexOverrun overrun) {
    regex = new BoundedRegex(overrun);
  }

  /** Begins a request whose body has not been read. */
  public void reset(RequestHead newHead) {
    head = newHead;
    query.clear();
    queryRead = false;
    cookies.clear();
    cookiesRead = false;
    host = null;
    pathText = null;
    regex.reset();
    body(BodyState.UNREAD, NOTHING, 0);
  }

  /** Lets go of the request, so that a view that waits for its next one holds no body. */
  public void clear() {
    reset(head);
  }

  /**
   * Says what became of the body.
   *
   * @param bytes decoded; not copied
   */
  public void body(BodyState state, byte[] bytes, int length) {
    bodyState = state;
    body = bytes;
    bodyLength = length;
    bodyText = null;
    json = null;
    jsonRead = false;
  }

  public RequestHead head() {
    return head;
  }

  /** The query's parameters, decoded. */
  public Pairs query() {
    if (!queryRead) {
      queryRead = true;
      TargetPairs.query(head.queryBytes(), head.queryStart(), head.queryEnd(), query);
    }
    return query;
  }

  /** The cookies of all Cookie fields. */
  public Pairs cookies() {
    if (!cookiesRead) {
      cookiesRead = true;
      TargetPairs.cookies(head.fields(), cookies);
    }
    return cookies;
  }

  /** The host that the client named, in lower case, without port and closing dot. */
  public String host() {
    if (host == null) {
      String named = head.host();
      host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
    }
    return host;
  }

  /** The value of the i-th header field as text: UTF-8 where it is that, else ISO 8859-1. */
  public String headerValue(int i) {
    return PercentText.plain(
        head.fields().array(), head.fields().valueStart(i), head.fields().valueEnd(i));
  }

  /**
   * The path decoded segment by segment, for regular expressions. An encoded slash stays {@code
   * %2F}, so that a slash in this text is always one that separates segments.
   */
  public String pathText() {
    if (pathText == null) {
      pathText = PathText.of(head.pathBytes(), head.pathStart(), head.pathEnd());
    }
    return pathText;
  }

  /** Whether the whole path matches, within the request's budget. */
  public boolean pathMatches(Pattern pattern) {
    return matches(pattern, pathText()) == BoundedRegex.Outcome.MATCHES;
  }

  public BodyState bodyState() {
    return bodyState;
  }

  /** The decoded body's bytes; only the first {@link #bodyLength()} count. */
  public byte[] bodyBytes() {
    return body;
  }

  public int bodyLength() {
    return bodyLength;
  }

  /** The body as text, in the charset of its Content-Type, UTF-8 when that names none we know. */
  public String bodyText() {
    if (bodyText == null) {
      bodyText = new String(body, 0, bodyLength, charset(head));
    }
    return bodyText;
  }

  /** The body as JSON, parsed once; null when it is none. */
  public @Nullable JsonNode json() {
    if (!jsonRead) {
      jsonRead = true;
      boolean unicode = charset(head).name().startsWith("UTF-");
      json = unicode ? Json.parse(body, bodyLength) : Json.parse(bodyText());
    }
    return json;
  }

  /** Whether the whole value matches, within the request's budget. */
  BoundedRegex.Outcome matches(Pattern pattern, String value) {
    return regex.matches(pattern, value);
  }

  /** How many regular expressions were given up on this request. */
  public int regexOverruns() {
    return regex.givenUp();
  }

  private static Charset charset(RequestHead head) {
    String type = head.fields().get(FieldName.CONTENT_TYPE);
    int at = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf(CHARSET_PARAMETER);
    if (type == null || at < 0) {
      return StandardCharsets.UTF_8;
    }
    String rest = type.substring(at + CHARSET_PARAMETER.length());
    int end = rest.indexOf(';');
    String name = (end < 0 ? rest : rest.substring(0, end)).replace('"', ' ').strip();
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
