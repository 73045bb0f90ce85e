package dev.mynah.ledger;

/**
 * The request methods that are counted by name. A client may invent methods, so all others count as
 * one: the number of series stays bounded.
 */
public enum HitMethod {
  GET(0),
  HEAD(1),
  POST(2),
  PUT(3),
  DELETE(4),
  PATCH(5),
  OPTIONS(6),
  TRACE(7),
  CONNECT(8),
  OTHER(9);

  private final String label = name().equals("OTHER") ? "_OTHER" : name();

  private final int index;

  HitMethod(int index) {
    this.index = index;
  }

  /** The place in tables, from 0 without gaps. */
  int index() {
    return index;
  }

  /** The value of the {@code method} label. */
  public String label() {
    return label;
  }

  /** The known method of this exact name (methods are case-sensitive, RFC 9110 section 9.1). */
  public static HitMethod of(String name) {
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
