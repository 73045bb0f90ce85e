package dev.mynah.ledger.hits;

/**
 * The methods that are counted by name (RFC 9110 section 9.3 and RFC 5789); all others count as
 * {@link #OTHER}, so that a client cannot make series.
 */
public enum HttpMethod {
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  PATCH,
  OPTIONS,
  TRACE,
  CONNECT,
  OTHER;

  /** The value of the {@code method} label. */
  public String label() {
    return this == OTHER ? "_OTHER" : name();
  }

  /** The method of this name; methods are case-sensitive. */
  public static HttpMethod of(String name) {
    return switch (name) {
      case "GET" -> GET;
      case "HEAD" -> HEAD;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "DELETE" -> DELETE;
      case "PATCH" -> PATCH;
      case "OPTIONS" -> OPTIONS;
      case "TRACE" -> TRACE;
      case "CONNECT" -> CONNECT;
      default -> OTHER;
    };
  }
}
