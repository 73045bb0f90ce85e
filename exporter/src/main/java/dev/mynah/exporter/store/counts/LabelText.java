package dev.mynah.exporter.store.counts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.List;

/** Texts in one column: a JSON array, so that any character may be in them. */
final class LabelText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private LabelText() {}

  static String of(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> parse(String text) throws SQLException {
    try {
      return JSON.readValue(text, TEXTS);
    } catch (JsonProcessingException e) {
      throw new SQLException("labels that make no sense: " + text, e);
    }
  }
}
