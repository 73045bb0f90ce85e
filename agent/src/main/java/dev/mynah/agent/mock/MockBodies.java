package dev.mynah.agent.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.MockBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of bodies that stand in the configuration itself. */
final class MockBodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MockBodies() {}

  /** The bytes to send as they are; none for a file, which is read elsewhere. */
  static byte[] bytes(MockBody body) {
    if (body instanceof MockBody.Text text) {
      return text.text().getBytes(StandardCharsets.UTF_8);
    }
    if (body instanceof MockBody.Base64 base64) {
      return decoded(base64);
    }
    if (body instanceof MockBody.Json json) {
      return jsonBytes(json);
    }
    return MockContent.nothing();
  }

  /** Bytes of base64 that may be broken into lines, as configuration files have it. */
  private static byte[] decoded(MockBody.Base64 base64) {
    return Base64.getDecoder().decode(base64.encoded().replaceAll("\\s", ""));
  }

  static boolean isBase64(MockBody.Base64 base64) {
    try {
      decoded(base64);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] jsonBytes(MockBody.Json json) {
    try {
      return JSON.writeValueAsBytes(json.value());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the JSON body cannot be written", e);
    }
  }
}
