package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;

/**
 * Makes an upstream's answer the listener's own, in place: where it points to itself it points to
 * the listener afterwards. {@code docs/proxying.md} has the rules as a table.
 */
final class ResponseRules {
  private static final int POINTS_BACK = 1;
  private static final int COOKIE = 1 << 1;
  private static final int STRICT_TRANSPORT = 1 << 2;
  private static final int EDITED = 1 << 3;
  private static final int OURS = 1 << 4;

  private static final FieldName CONTENT_LOCATION = FieldName.of("Content-Location");
  private static final FieldName X_MOCK_PROXIED = FieldName.of("X-Mock-Proxied");

  private final FieldTable table;
  private final PathMapping paths;
  private final Authority upstream;
  private final CookieRewrite cookies;
  private final Fields marks11;
  private final Fields marks10;
  private final Fields storedMarks11;
  private final Fields storedMarks10;
  private final Fields edits;

  ResponseRules(Authority upstream, PathMapping paths, Edits compiled, ProxyIdentity identity) {
    FieldTable.Builder names =
        FieldTable.builder()
            .put(POINTS_BACK, FieldName.LOCATION, CONTENT_LOCATION)
            .put(COOKIE, FieldName.SET_COOKIE)
            .put(STRICT_TRANSPORT, FieldName.STRICT_TRANSPORT_SECURITY)
            .put(OURS, X_MOCK_PROXIED);
    compiled.dropFrom(names, EDITED);
    this.table = names.build();
    this.upstream = upstream;
    this.paths = paths;
    this.cookies = new CookieRewrite(upstream.host(), paths);
    this.marks11 = marks("1.1 ", compiled, identity, true);
    this.marks10 = marks("1.0 ", compiled, identity, true);
    this.storedMarks11 = marks("1.1 ", compiled, identity, false);
    this.storedMarks10 = marks("1.0 ", compiled, identity, false);
    this.edits = compiled.lines();
  }

  private static Fields marks(
      String version, Edits edits, ProxyIdentity identity, boolean proxied) {
    Fields marks = new Fields();
    if (!edits.touches(FieldName.VIA)) {
      marks.add(FieldName.VIA, version + identity.name());
    }
    if (proxied && !edits.touches(X_MOCK_PROXIED)) {
      marks.add(X_MOCK_PROXIED, "true");
    }
    return marks.trimmed();
  }

  void apply(ForwardRequest request, ResponseHead head) {
    apply(request, head, marks10, marks11);
  }

  /** The same for an answer that this request made no call for. */
  void applyToStored(ForwardRequest request, ResponseHead head) {
    apply(request, head, storedMarks10, storedMarks11);
  }

  private void apply(ForwardRequest request, ResponseHead head, Fields old, Fields usual) {
    Fields fields = head.fields();
    int seen = table.kinds(fields);
    if ((seen & (POINTS_BACK | COOKIE)) != 0) {
      pointBack(request, fields);
    }
    boolean plain = request.head().scheme() == Scheme.HTTP;
    int unwanted = EDITED | OURS | (plain ? STRICT_TRANSPORT : 0);
    if ((seen & unwanted) != 0) {
      table.remove(fields, unwanted);
    }
    addAll(head.version() == Version.HTTP_1_0 ? old : usual, fields);
    addAll(edits, fields);
  }

  private static void addAll(Fields lines, Fields to) {
    for (int i = 0; i < lines.size(); i++) {
      to.add(lines, i);
    }
  }

  /** Rewrites in place, so that order and spelling of everything stay. */
  private void pointBack(ForwardRequest request, Fields fields) {
    RequestHead asked = request.head();
    for (int i = 0; i < fields.size(); i++) {
      int kind = table.kind(fields, i);
      if ((kind & POINTS_BACK) != 0) {
        fields.replaceValue(i, location(fields.value(i), asked));
      } else if ((kind & COOKIE) != 0) {
        fields.replaceValue(i, cookies.rewrite(fields.value(i), asked));
      }
    }
  }

  private String location(String value, RequestHead asked) {
    if (value.startsWith("/") && !value.startsWith("//")) {
      String mapped = paths.back(value);
      return mapped == null ? value : mapped;
    }
    boolean schemeless = value.startsWith("//");
    int colon = schemeless ? -1 : value.indexOf("://");
    if (colon < 0 && !schemeless || !isWeb(value, colon)) {
      return value;
    }
    boolean tls = colon < 0 ? upstream.tls() : value.regionMatches(true, 0, "https", 0, colon);
    int authorityStart = schemeless ? 2 : colon + "://".length();
    int pathStart = authorityEnd(value, authorityStart);
    String authority = value.substring(authorityStart, pathStart);
    if (!isUs(authority, tls, asked)) {
      return value;
    }
    String path = value.substring(pathStart);
    String mapped = paths.back(path.startsWith("/") ? path : '/' + path);
    return mapped == null ? value : listener(asked) + mapped;
  }

  private static boolean isWeb(String value, int colon) {
    return colon < 0
        || colon == 4 && value.regionMatches(true, 0, "http", 0, 4)
        || colon == 5 && value.regionMatches(true, 0, "https", 0, 5);
  }

  private static int authorityEnd(String value, int from) {
    int at = from;
    while (at < value.length() && "/?#".indexOf(value.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** An upstream that was shown the client's Host names itself by it. */
  private boolean isUs(String authority, boolean tls, RequestHead asked) {
    return !authority.isEmpty()
        && (upstream.isNamedBy(authority, tls) || authority.equalsIgnoreCase(asked.authority()));
  }

  /** What an absolute URL begins with when it points to the listener; empty when nobody said. */
  private static String listener(RequestHead asked) {
    String authority = asked.authority();
    return authority.isEmpty() ? "" : asked.scheme().text() + "://" + authority;
  }
}
