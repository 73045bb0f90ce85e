package dev.mynah.agent.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads claims of a JSON Web Token (RFC 7519) without checking its signature: whoever calls may
 * write into it what they like.
 */
final class BearerToken {
  private static final int MOST_CHARS = 16 * 1024;
  private static final String SCHEME = "bearer ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BearerToken() {}

  /** A text or a number among the claims; null when there is none that can be read. */
  static @Nullable String claim(Fields fields, String name) {
    String field = fields.get(FieldName.AUTHORIZATION);
    if (field == null
        || field.length() > MOST_CHARS
        || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = field.substring(SCHEME.length()).strip();
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    return value(token.substring(first + 1, second), name);
  }

  private static @Nullable String value(String payload, String name) {
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(payload));
      JsonNode claim = claims == null ? null : claims.get(name);
      return claim != null && (claim.isTextual() || claim.isIntegralNumber())
          ? claim.asText()
          : null;
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
