package dev.mynah.agent.respond;

import java.util.Locale;

/**
 * Everything that can go wrong with a request, and the one table that maps it to a status, a reason
 * word and whether the client's connection can be used afterwards.
 *
 * <p>The reason word is the constant's name in lower case. It is at the same time the {@code
 * reason} label of the failure metric, the field in the log and the {@code reason} member of the
 * problem document.
 */
public enum Failure {
  // The request is not HTTP as RFC 9112 has it: the connection cannot be trusted any further.
  BAD_REQUEST_LINE(400, "The request line is malformed", Kind.FRAMING),
  BAD_TARGET(400, "The request target is malformed", Kind.FRAMING),
  BAD_HEADER(400, "A header field is malformed", Kind.FRAMING),
  BAD_LINE_END(400, "A line does not end in CR LF", Kind.FRAMING),
  OBSOLETE_FOLDING(400, "A header field is folded over several lines", Kind.FRAMING),
  BAD_HOST(400, "The Host field is missing, repeated or malformed", Kind.FRAMING),
  BAD_CONTENT_LENGTH(400, "The Content-Length field is malformed or repeated", Kind.FRAMING),
  CONFLICTING_LENGTH(400, "Content-Length and Transfer-Encoding are both given", Kind.FRAMING),
  BAD_TRANSFER_ENCODING(400, "The transfer encoding is not one we decode", Kind.FRAMING),
  BAD_CHUNK(400, "The chunked body is malformed", Kind.FRAMING),
  BAD_TRAILER(400, "A trailer field is malformed", Kind.FRAMING),
  UNSUPPORTED_VERSION(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here", Kind.FRAMING),
  URI_TOO_LONG(414, "The request line is longer than the limit", Kind.FRAMING),
  HEADER_TOO_LARGE(431, "The header fields are larger than the limit", Kind.FRAMING),
  HEADER_TIMEOUT(408, "The request's head did not arrive in time", Kind.FRAMING),

  // The request is understood and refused.
  METHOD_NOT_ALLOWED(405, "This method is not answered here", Kind.REFUSED),
  CONNECT_NOT_SUPPORTED(501, "CONNECT is not supported", Kind.REFUSED),
  EXPECTATION_FAILED(417, "The expectation cannot be met", Kind.REFUSED),
  BODY_TOO_LARGE(413, "The request body is larger than the limit", Kind.REFUSED),
  BODY_NOT_DECODABLE(415, "The request body's content encoding cannot be decoded", Kind.REFUSED),
  BODY_TIMEOUT(408, "The request's body did not arrive in time", Kind.REFUSED),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key stands for another request", Kind.REFUSED),
  DUPLICATES_CROWDED(503, "Too many requests wait for the same answer", Kind.REFUSED),
  DUPLICATE_TIMEOUT(504, "The first of equal requests was not answered in time", Kind.REFUSED),
  DUPLICATE_FAILED(502, "The first of equal requests failed at another replica", Kind.REFUSED),
  UNMATCHED(404, "No route claims this request", Kind.REFUSED),
  LOOP_DETECTED(508, "The request has been here before", Kind.REFUSED),
  OVERLOADED(503, "Too much of request bodies is being read at once", Kind.REFUSED),
  TEMPLATE_ERROR(500, "The answer's template could not be rendered", Kind.REFUSED),
  BODY_FILE_MISSING(500, "The answer's body file could not be read", Kind.REFUSED),
  NOT_CACHED(504, "There is no stored answer, and the client wanted no other", Kind.REFUSED),
  INTERNAL(500, "Something went wrong in the sidecar itself", Kind.REFUSED),

  // The upstream cannot be reached or does not speak HTTP.
  UPSTREAM_DNS(502, "The upstream's name could not be resolved", Kind.UPSTREAM),
  UPSTREAM_CONNECT(502, "The upstream refused the connection or is unreachable", Kind.UPSTREAM),
  UPSTREAM_TLS(502, "The upstream's TLS handshake failed", Kind.UPSTREAM),
  UPSTREAM_RESET(502, "The upstream closed the connection before it answered", Kind.UPSTREAM),
  UPSTREAM_PROTOCOL(502, "The upstream's answer is not valid HTTP", Kind.UPSTREAM),
  UPSTREAM_TOO_LARGE(502, "The head of the upstream's answer is too large", Kind.UPSTREAM),
  UPSTREAM_VIA(502, "The outgoing proxy refused the connection", Kind.UPSTREAM),
  UPSTREAM_BUSY(503, "All connections to the upstream are in use", Kind.UPSTREAM),
  UPSTREAM_CONNECT_TIMEOUT(
      504, "The upstream did not accept the connection in time", Kind.UPSTREAM),
  UPSTREAM_FIRST_BYTE_TIMEOUT(504, "The upstream did not begin to answer in time", Kind.UPSTREAM),
  UPSTREAM_TOTAL_TIMEOUT(504, "The upstream did not finish its answer in time", Kind.UPSTREAM),
  STALE_FORBIDDEN(
      504, "The stored answer is stale and the upstream could not confirm it", Kind.UPSTREAM),

  // Nobody is there to be told.
  CLIENT_GONE(499, "The client went away", Kind.SILENT),
  CLIENT_STALLED(499, "The client took nothing of the answer for too long", Kind.SILENT),
  DRAIN_CUT(503, "The sidecar is going away", Kind.SILENT),
  RESPONSE_CUT(502, "The upstream's answer broke off in the middle", Kind.SILENT),
  FELL_BEHIND(502, "The client was too slow for an answer that others read as well", Kind.SILENT);

  /** What a failure means for the connection it happened on. */
  public enum Kind {
    /** Answered, then closed: where the next request begins is unknown. */
    FRAMING,
    /** Answered; the connection goes on when the request's body was read to its end. */
    REFUSED,
    /** Answered on behalf of the upstream; the connection goes on. */
    UPSTREAM,
    /** Not answered: the head is already out, or the peer is not there. */
    SILENT
  }

  private final int status;
  private final String title;
  private final Kind kind;
  private final String reason;

  Failure(int status, String title, Kind kind) {
    this.status = status;
    this.title = title;
    this.kind = kind;
    this.reason = name().toLowerCase(Locale.ROOT);
  }

  /** The status of the answer; 499 is never sent and stands for it in counters. */
  public int status() {
    return status;
  }

  /** One sentence for people. It never holds anything of the request or of our inside. */
  public String title() {
    return title;
  }

  public Kind kind() {
    return kind;
  }

  /** The reason word of metric, log and problem type. */
  public String reason() {
    return reason;
  }
}
