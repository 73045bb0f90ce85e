package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import java.util.List;
import java.util.Locale;

/**
 * Makes the keys of one route's requests. Immutable.
 *
 * <pre>
 *  digest = SHA-256( "mynah dedup 1", route, scheme, authority, method, path,
 *                    SHA-256(credentials), listed fields,
 *                    'k'                                        with an idempotency key
 *                  | 'q', selecting fields, query, body )       without
 *  fingerprint = SHA-256( query, body )                         with an idempotency key
 * </pre>
 *
 * <p>Selecting fields choose between representations of one thing or say under which condition it
 * is wanted: a client that asked for gzip, a range or a 304 must not get another's answer.
 */
final class KeyMaker {
  /** Longer JSON is compared byte for byte: bringing it into order would hold up the loop. */
  static final int MAX_CANONICAL_BYTES = 1024 * 1024;

  private static final String FORMAT = "mynah dedup 1";
  private static final FieldName IDEMPOTENCY_KEY = FieldName.of("Idempotency-Key");
  private static final List<FieldName> CREDENTIALS =
      List.of(
          FieldName.AUTHORIZATION,
          FieldName.COOKIE,
          FieldName.PROXY_AUTHORIZATION,
          FieldName.of("X-Api-Key"),
          FieldName.of("X-Auth-Token"));
  private static final List<FieldName> SELECTING =
      List.of(
          FieldName.ACCEPT,
          FieldName.ACCEPT_ENCODING,
          FieldName.of("Accept-Language"),
          FieldName.CONTENT_ENCODING,
          FieldName.of("Range"),
          FieldName.of("If-Range"),
          FieldName.of("If-Match"),
          FieldName.of("If-None-Match"),
          FieldName.of("If-Modified-Since"),
          FieldName.of("If-Unmodified-Since"));

  private final String routeId;
  private final List<FieldName> listed;
  private final boolean keyed;

  /**
   * @param listed in lower case and sorted
   */
  KeyMaker(String routeId, List<FieldName> listed) {
    this.routeId = routeId;
    this.listed = listed;
    this.keyed = listed.stream().anyMatch(name -> name.toString().equals("idempotency-key"));
  }

  DedupKey key(RequestHead head, byte[] body, int bodyBytes) {
    Fields fields = head.fields();
    KeyDigest digest =
        new KeyDigest()
            .part(FORMAT)
            .part(routeId)
            .part(head.scheme().text())
            .part(head.authority().toLowerCase(Locale.ROOT))
            .part(head.methodName())
            .part(head.pathBytes(), head.pathStart(), head.pathEnd())
            .part(credentials(fields));
    digest.count(listed.size());
    for (FieldName name : listed) {
      digest.part(name.toString()).values(fields, name);
    }
    if (keyed && isNamed(fields)) {
      byte[] fingerprint = content(new KeyDigest(), head, body, bodyBytes).done();
      return new DedupKey(digest.part("k").done(), fingerprint);
    }
    digest.part("q");
    for (FieldName name : SELECTING) {
      digest.values(fields, name);
    }
    return new DedupKey(content(digest, head, body, bodyBytes).done(), null);
  }

  private static byte[] credentials(Fields fields) {
    KeyDigest digest = new KeyDigest();
    for (FieldName name : CREDENTIALS) {
      digest.values(fields, name);
    }
    return digest.done();
  }

  /** An empty key names nothing. */
  private static boolean isNamed(Fields fields) {
    int i = fields.indexOf(IDEMPOTENCY_KEY, 0);
    return i >= 0 && fields.valueEnd(i) > fields.valueStart(i);
  }

  private static KeyDigest content(KeyDigest digest, RequestHead head, byte[] body, int bodyBytes) {
    boolean json = bodyBytes <= MAX_CANONICAL_BYTES && isJson(head.fields());
    return digest
        .query(head.queryBytes(), head.queryStart(), head.queryEnd())
        .body(body, bodyBytes, json);
  }

  /** {@code application/json}, {@code text/json} or a type that ends in {@code +json}. */
  private static boolean isJson(Fields fields) {
    String type = fields.get(FieldName.CONTENT_TYPE);
    if (type == null || fields.has(FieldName.CONTENT_ENCODING)) {
      return false;
    }
    int semicolon = type.indexOf(';');
    String media =
        (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    return media.equals("application/json")
        || media.equals("text/json")
        || media.indexOf('/') > 0 && media.endsWith("+json");
  }
}
