package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;

/**
 * The name this process gives itself in {@code Via} (RFC 9110 section 7.6.3): by it a request that
 * comes back is known. Immutable.
 */
public final class ProxyIdentity {
  private final String name;

  /**
   * @param id letters and digits, different for every process
   * @throws IllegalArgumentException when it could not stand in a header field
   */
  public ProxyIdentity(String id) {
    this.name = FieldName.of("mynah-" + id).toString();
  }

  /** The pseudonym, {@code mynah-} and the id. */
  public String name() {
    return name;
  }

  /** Whether the message has been here before. */
  boolean isIn(Fields fields) {
    for (int i = fields.indexOf(FieldName.VIA, 0);
        i >= 0;
        i = fields.indexOf(FieldName.VIA, i + 1)) {
      if (names(fields.value(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean names(String via) {
    for (int at = via.indexOf(name); at >= 0; at = via.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = at > 0 && via.charAt(at - 1) == ' ';
      boolean ends = end == via.length() || " ,\t".indexOf(via.charAt(end)) >= 0;
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
