package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.ListField;

/**
 * What a request says in the fields that an answer depends on, as one text: two requests have the
 * same key when the stored answer of the one may serve the other (RFC 9111 section 4.1).
 *
 * <p>A line per name of the {@link VaryNames}: the name, then a colon and the value where the
 * request has the field. Lines of a field are joined. In fields that are known to be lists, blanks
 * around commas and semicolons mean nothing, and letters of {@code Accept-Encoding}, {@code
 * Accept-Language} and {@code Accept-Charset} have no case; {@code Accept-Encoding} has no order
 * either. In all other fields every byte counts.
 *
 * @param text empty for an answer that depends on nothing
 */
public record VaryKey(String text) {
  /** The key of every request for an answer without {@code Vary}. */
  public static final VaryKey NONE = new VaryKey("");

  /**
   * The key of a request.
   *
   * @throws IllegalArgumentException for names that no request matches
   */
  public static VaryKey of(VaryNames names, Fields request) {
    if (names.matchesNothing()) {
      throw new IllegalArgumentException("no request matches Vary: *");
    }
    if (names.isEmpty()) {
      return NONE;
    }
    StringBuilder text = new StringBuilder();
    for (FieldName name : names.names()) {
      text.append(name);
      if (request.has(name)) {
        text.append(':').append(RequestField.normal(name, ListField.joined(request, name)));
      }
      text.append('\n');
    }
    return new VaryKey(text.toString());
  }

  /** Allocation-free for answers that depend on nothing. */
  public boolean matches(VaryNames names, Fields request) {
    return !names.matchesNothing() && of(names, request).equals(this);
  }

  @Override
  public String toString() {
    return text.strip().replace('\n', ' ');
  }
}
