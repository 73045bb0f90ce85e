package dev.mynah.agent.config.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Tells a JSON document that somebody put in quotes. */
final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  static boolean looksLikeDocument(JsonNode value) {
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return false;
    }
    try {
      return MAPPER.readTree(text) != null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
