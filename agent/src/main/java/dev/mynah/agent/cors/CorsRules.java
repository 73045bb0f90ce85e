package dev.mynah.agent.cors;

import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The CORS protocol of the WHATWG Fetch standard, section 3.2, for one route or listener.
 * Immutable; any thread.
 *
 * <p>A request without {@code Origin} is not part of the protocol and is answered as ever. A
 * preflight is answered here, allowed or not, and never reaches mock or upstream. An actual request
 * from an origin that is not allowed is answered too, without the fields that would let a script
 * read it: refusing is the browser's part.
 */
public final class CorsRules {
  static final FieldName ALLOW_ORIGIN = FieldName.of("Access-Control-Allow-Origin");
  static final FieldName ALLOW_METHODS = FieldName.of("Access-Control-Allow-Methods");
  static final FieldName ALLOW_HEADERS = FieldName.of("Access-Control-Allow-Headers");
  static final FieldName ALLOW_CREDENTIALS = FieldName.of("Access-Control-Allow-Credentials");
  static final FieldName EXPOSE_HEADERS = FieldName.of("Access-Control-Expose-Headers");
  static final FieldName MAX_AGE = FieldName.of("Access-Control-Max-Age");
  static final FieldName REQUEST_METHOD = FieldName.of("Access-Control-Request-Method");
  static final FieldName REQUEST_HEADERS = FieldName.of("Access-Control-Request-Headers");
  static final FieldName ALLOW_PRIVATE_NETWORK =
      FieldName.of("Access-Control-Allow-Private-Network");

  private static final List<FieldName> RESPONSE_FIELDS =
      List.of(
          ALLOW_ORIGIN,
          ALLOW_METHODS,
          ALLOW_HEADERS,
          ALLOW_CREDENTIALS,
          EXPOSE_HEADERS,
          MAX_AGE,
          ALLOW_PRIVATE_NETWORK);
  private static final int NO_CONTENT = 204;
  private static final int FORBIDDEN = 403;
  private static final Set<String> SIMPLE_METHODS = Set.of("GET", "HEAD", "POST");
  private static final String PREFLIGHT_VARY =
      "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

  private final Origins origins;
  private final Set<String> methods;
  private final Set<String> headers;
  private final boolean anyHeader;
  private final String exposed;
  private final boolean exposesAll;
  private final boolean credentials;
  private final String maxAge;

  private CorsRules(CorsConfig config) {
    origins = Origins.of(config.origins(), config.credentials());
    methods = Set.copyOf(config.methods());
    headers = lowerCase(config.headers());
    anyHeader = config.headers().contains("*");
    exposed = String.join(", ", config.exposeHeaders());
    exposesAll = config.exposeHeaders().contains("*");
    credentials = config.credentials();
    maxAge = String.valueOf(Math.max(0, config.maxAge().toSeconds()));
  }

  public static CorsRules compile(CorsConfig config) {
    return new CorsRules(config);
  }

  private static Set<String> lowerCase(List<String> names) {
    List<String> made = new ArrayList<>();
    for (String name : names) {
      made.add(name.toLowerCase(Locale.ROOT));
    }
    return Set.copyOf(made);
  }

  /** Whether a request asks for leave: OPTIONS with an origin and a method to come. */
  public static boolean isPreflight(RequestHead request) {
    return request.methodName().equals("OPTIONS")
        && request.fields().has(FieldName.ORIGIN)
        && request.fields().has(REQUEST_METHOD);
  }

  /**
   * Answers a preflight.
   *
   * @param methodsAtPath the methods that routes at this path answer, upper case; empty when they
   *     take any
   */
  public Preflight preflight(RequestHead request, Set<String> methodsAtPath) {
    String origin = origin(request);
    if (origin == null || !origins.allow(origin)) {
      return refused("this origin is not among the allowed origins");
    }
    String method = request.fields().get(REQUEST_METHOD);
    if (method == null || !allowsMethod(method, methodsAtPath)) {
      return refused("this method is not among the allowed methods");
    }
    List<String> asked = asked(request.fields());
    for (String name : asked) {
      if (!isHeaderAllowed(name)) {
        return refused("a requested header is not among the allowed headers");
      }
    }
    return new Preflight(allowed(origin, method, methodsAtPath, asked), null);
  }

  private boolean allowsMethod(String method, Set<String> methodsAtPath) {
    if (methods.contains("*") || methods.contains(method)) {
      return true;
    }
    boolean routed = methodsAtPath.isEmpty() || methodsAtPath.contains(method);
    return methods.isEmpty() ? routed : SIMPLE_METHODS.contains(method);
  }

  private boolean isHeaderAllowed(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    return Syntax.isToken(bytes, 0, bytes.length)
        && (anyHeader || headers.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static List<String> asked(Fields fields) {
    List<String> names = new ArrayList<>();
    for (int i = fields.indexOf(REQUEST_HEADERS, 0);
        i >= 0;
        i = fields.indexOf(REQUEST_HEADERS, i + 1)) {
      for (String name : fields.value(i).split(",")) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  private ResponseHead allowed(
      String origin, String method, Set<String> methodsAtPath, List<String> asked) {
    ResponseHead head = new ResponseHead(NO_CONTENT);
    Fields fields = head.fields();
    allowOrigin(fields, origin);
    fields.add(ALLOW_METHODS, methodList(method, methodsAtPath));
    if (!asked.isEmpty()) {
      fields.add(ALLOW_HEADERS, String.join(", ", asked));
    }
    fields.add(MAX_AGE, maxAge);
    fields.add(FieldName.VARY, PREFLIGHT_VARY);
    return head;
  }

  /** All that is allowed, so that the browser need not ask again for the next method. */
  private String methodList(String method, Set<String> methodsAtPath) {
    Set<String> named = new TreeSet<>(methods.isEmpty() ? methodsAtPath : methods);
    named.remove("*");
    named.add(method);
    return String.join(", ", named);
  }

  private Preflight refused(String why) {
    ResponseHead head = new ResponseHead(FORBIDDEN);
    head.fields().add(FieldName.VARY, PREFLIGHT_VARY);
    return new Preflight(head, why);
  }

  private void allowOrigin(Fields fields, String origin) {
    boolean star = origins.any() && !credentials;
    fields.add(ALLOW_ORIGIN, star ? "*" : origin);
    if (credentials) {
      fields.add(ALLOW_CREDENTIALS, "true");
    }
  }

  /**
   * Gives the answer to an actual request the fields its origin is due, in place of any that an
   * upstream has set: two of them would make a browser refuse the answer.
   */
  public void decorate(RequestHead request, Fields response) {
    for (FieldName name : RESPONSE_FIELDS) {
      response.remove(name);
    }
    boolean fixed = origins.any() && !credentials;
    if (!fixed
        && !response.lists(FieldName.VARY, "origin")
        && !response.lists(FieldName.VARY, "*")) {
      response.add(FieldName.VARY, "Origin");
    }
    String origin = origin(request);
    if (origin == null || !origins.allow(origin)) {
      return;
    }
    allowOrigin(response, origin);
    String names = exposesAll && credentials ? namesOf(response) : exposed;
    if (!names.isEmpty()) {
      response.add(EXPOSE_HEADERS, names);
    }
  }

  /** A star means nothing where cookies are sent, so the names are written out. */
  private static String namesOf(Fields response) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < response.size(); i++) {
      names.add(response.name(i));
    }
    RESPONSE_FIELDS.forEach(name -> names.remove(name.toString()));
    names.remove("Set-Cookie");
    return String.join(", ", names);
  }

  /** The one origin that the request names, or null. */
  private static @Nullable String origin(RequestHead request) {
    Fields fields = request.fields();
    int i = fields.indexOf(FieldName.ORIGIN, 0);
    return i < 0 || fields.indexOf(FieldName.ORIGIN, i + 1) >= 0 ? null : fields.value(i);
  }
}
