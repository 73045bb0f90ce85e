package dev.mynah.agent.mock.request;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.mock.function.ModelValue;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request as templates see it. Every part is worked out when it is first named. */
public final class RequestModel extends LazyMap<Object> {
  /** The parts of a request, by the names that templates use. */
  public static final List<String> NAMES =
      List.of(
          "id",
          "method",
          "url",
          "path",
          "pathSegments",
          "query",
          "headers",
          "cookies",
          "body",
          "bodyAsBase64",
          "multipart",
          "parts",
          "scheme",
          "host",
          "port",
          "baseUrl",
          "clientIp",
          "requestLine");

  private final TemplateRequest request;
  private final boolean withBody;
  private final Map<String, Object> known = new HashMap<>();

  private RequestModel(TemplateRequest request, boolean withBody) {
    this.request = request;
    this.withBody = withBody;
  }

  /**
   * What stands outermost in a template: {@code request} and nothing else.
   *
   * @param withBody whether the body has been read; without it there is an empty one
   */
  public static Map<String, Object> root(TemplateRequest request, boolean withBody) {
    return new RootModel(new RequestModel(request, withBody));
  }

  @Override
  @Nullable Object find(String key) {
    Object found = known.get(key);
    if (found == null) {
      found = part(key);
      if (found != null) {
        known.put(key, found);
      }
    }
    return found;
  }

  @Override
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : NAMES) {
      Object part = find(name);
      if (part != null) {
        all.put(name, part);
      }
    }
    return all;
  }

  private @Nullable Object part(String name) {
    RequestHead head = request.head();
    return switch (name) {
      case "id" -> request.id();
      case "method" -> head.methodName();
      case "url" -> head.target();
      case "path" -> new PathModel(request);
      case "pathSegments" -> new PathModel(request).copyOfSegments();
      case "query" -> new QueryMap(head.query());
      case "headers" -> new HeaderMap(head.fields());
      case "cookies" -> new CookieMap(head.fields());
      case "body" -> BodyText.of(contentType(head), body());
      case "bodyAsBase64" -> Base64.getEncoder().encodeToString(body());
      case "multipart" -> Multipart.isMultipart(contentType(head));
      case "parts" -> new PartMap(contentType(head), body());
      case "scheme" -> head.scheme().text();
      case "host" -> head.host();
      case "port" -> port(head);
      case "baseUrl" -> head.scheme().text() + "://" + authority(head);
      case "clientIp" -> request.clientIp();
      case "requestLine" -> new RequestLine(this);
      default -> null;
    };
  }

  private byte[] body() {
    return withBody ? request.body() : new byte[0];
  }

  private static String contentType(RequestHead head) {
    String type = head.fields().get(FieldName.CONTENT_TYPE);
    return type == null ? "" : type;
  }

  private long port(RequestHead head) {
    String authority = head.authority();
    int colon = authority.lastIndexOf(':');
    if (authority.isEmpty()) {
      return request.localPort();
    }
    if (colon < 0 || authority.indexOf(']', colon) >= 0) {
      return head.scheme().defaultPort();
    }
    try {
      return Integer.parseInt(authority.substring(colon + 1));
    } catch (NumberFormatException e) {
      return head.scheme().defaultPort();
    }
  }

  /** Host and port as a URL has them: a port that goes without saying is left out. */
  private String authority(RequestHead head) {
    long port = port(head);
    return port == head.scheme().defaultPort() ? head.host() : head.host() + ':' + port;
  }

  private String line() {
    RequestHead head = request.head();
    Version version = head.version();
    String spoken =
        switch (version) {
          case HTTP_1_0 -> "HTTP/1.0";
          case HTTP_1_1 -> "HTTP/1.1";
          case HTTP_2 -> "HTTP/2";
        };
    return head.methodName() + ' ' + head.target() + ' ' + spoken;
  }

  /** The request line: prints as it was sent, and has the parts of the request that stand in it. */
  private static final class RequestLine extends LazyMap<Object> implements ModelValue {
    private static final List<String> PARTS =
        List.of("method", "path", "pathSegments", "query", "scheme", "host", "port", "baseUrl");

    private final RequestModel request;

    RequestLine(RequestModel request) {
      this.request = request;
    }

    @Override
    @Nullable Object find(String key) {
      return PARTS.contains(key) ? request.find(key) : null;
    }

    @Override
    Map<String, Object> all() {
      Map<String, Object> all = new LinkedHashMap<>();
      for (String part : PARTS) {
        Object found = find(part);
        if (found != null) {
          all.put(part, found);
        }
      }
      return all;
    }

    @Override
    public Object plain() {
      return toString();
    }

    @Override
    public String toString() {
      return request.line();
    }
  }
}
